resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  publish                        = true
  reserved_concurrent_executions = 50
}

resource "aws_lambda_alias" "live" {
  name             = var.stage
  function_name    = aws_lambda_function.pay.function_name
  function_version = aws_lambda_function.pay.version
}

resource "aws_lambda_alias" "next" {
  name             = "next"
  function_name    = aws_lambda_function.pay.function_name
  function_version = "7"
}

resource "aws_lambda_provisioned_concurrency_config" "pay" {
  function_name                     = aws_lambda_function.pay.function_name
  qualifier                         = "prod"
  provisioned_concurrent_executions = 5
}

variable "stage" {
  type = string
}
