resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  publish                        = true
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.pay.function_name
  function_version = aws_lambda_function.pay.version
}

resource "aws_appautoscaling_target" "pay" {
  service_namespace  = "lambda"
  scalable_dimension = "lambda:function:ProvisionedConcurrency"
  resource_id        = "function:pay:live"
  min_capacity       = 5
  max_capacity       = 20
}

resource "aws_appautoscaling_scheduled_action" "peak" {
  name               = "peak"
  service_namespace  = aws_appautoscaling_target.pay.service_namespace
  scalable_dimension = aws_appautoscaling_target.pay.scalable_dimension
  resource_id        = aws_appautoscaling_target.pay.resource_id
  schedule           = "cron(0 8 * * ? *)"

  scalable_target_action {
    min_capacity = 10
    max_capacity = 30
  }
}
