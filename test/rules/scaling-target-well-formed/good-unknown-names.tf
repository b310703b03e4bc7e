resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  publish                        = true
  reserved_concurrent_executions = 50
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.pay.function_name
  function_version = aws_lambda_function.pay.version
}

resource "aws_appautoscaling_target" "pay" {
  service_namespace  = "lambda"
  resource_id        = "function:pay:${var.stage}"
  scalable_dimension = var.dimension
  min_capacity       = 1
  max_capacity       = 40
}

variable "stage" {
  type = string
}

variable "dimension" {
  type = string
}
