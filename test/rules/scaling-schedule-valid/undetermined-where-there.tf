variable "quiet" {
  type = bool
}

resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  publish                        = true
  reserved_concurrent_executions = 100
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.pay.function_name
  function_version = aws_lambda_function.pay.version
}

resource "aws_lambda_provisioned_concurrency_config" "pay" {
  function_name                     = aws_lambda_function.pay.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 2

  lifecycle {
    ignore_changes = [provisioned_concurrent_executions]
  }
}

resource "aws_appautoscaling_target" "pay" {
  service_namespace  = "lambda"
  resource_id        = "function:pay:live"
  scalable_dimension = "lambda:function:ProvisionedConcurrency"
  min_capacity       = 2
  max_capacity       = 20
}

resource "aws_appautoscaling_scheduled_action" "night" {
  count              = var.quiet ? 1 : 0
  name               = "night"
  service_namespace  = aws_appautoscaling_target.pay.service_namespace
  resource_id        = aws_appautoscaling_target.pay.resource_id
  scalable_dimension = aws_appautoscaling_target.pay.scalable_dimension
  schedule           = "cron(0 20 * * ? *)"

  scalable_target_action {
    min_capacity = 1
    max_capacity = 5
  }
}
