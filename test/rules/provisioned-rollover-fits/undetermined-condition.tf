variable "busy" {
  type = bool
}

resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  publish                        = true
  reserved_concurrent_executions = 15
}

resource "aws_lambda_provisioned_concurrency_config" "pay" {
  function_name                     = aws_lambda_function.pay.function_name
  qualifier                         = aws_lambda_function.pay.version
  provisioned_concurrent_executions = var.busy ? 10 : 5

  lifecycle {
    create_before_destroy = true
  }
}
