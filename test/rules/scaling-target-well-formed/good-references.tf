resource "aws_lambda_function" "pay" {
  function_name = "pay"
  publish       = true
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.pay.function_name
  function_version = aws_lambda_function.pay.version
}

resource "aws_appautoscaling_target" "live" {
  service_namespace  = "lambda"
  scalable_dimension = "lambda:function:ProvisionedConcurrency"
  resource_id        = "function:${aws_lambda_function.pay.function_name}:${aws_lambda_alias.live.name}"
  min_capacity       = 1
  max_capacity       = 10
}
