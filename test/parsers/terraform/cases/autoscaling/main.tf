variable "schedule" {
  type = map(object({ cron = string, min = number, max = number }))
  default = {
    day   = { cron = "cron(0 7 * * ? *)", min = 20, max = 60 }
    night = { cron = "cron(0 22 * * ? *)", min = 1, max = 5 }
  }
}
resource "aws_lambda_function" "api" {
  function_name                  = "api"
  role                           = "arn:aws:iam::111122223333:role/x"
  publish                        = true
  reserved_concurrent_executions = 100
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.api.arn
  function_version = aws_lambda_function.api.version
}
resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name                     = aws_lambda_function.api.arn
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 10
  lifecycle {
    ignore_changes = [provisioned_concurrent_executions]
  }
}
resource "aws_appautoscaling_target" "live" {
  service_namespace  = "lambda"
  scalable_dimension = "lambda:function:ProvisionedConcurrency"
  resource_id        = "function:${aws_lambda_function.api.function_name}:${aws_lambda_alias.live.name}"
  min_capacity       = 10
  max_capacity       = 80
  depends_on         = [aws_lambda_provisioned_concurrency_config.live]
}
resource "aws_appautoscaling_policy" "live" {
  name               = "utilisation"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.live.service_namespace
  scalable_dimension = aws_appautoscaling_target.live.scalable_dimension
  resource_id        = aws_appautoscaling_target.live.resource_id
  target_tracking_scaling_policy_configuration {
    target_value = 0.7
    predefined_metric_specification {
      predefined_metric_type = "LambdaProvisionedConcurrencyUtilization"
    }
  }
}
resource "aws_appautoscaling_scheduled_action" "live" {
  for_each           = var.schedule
  name               = each.key
  service_namespace  = aws_appautoscaling_target.live.service_namespace
  scalable_dimension = aws_appautoscaling_target.live.scalable_dimension
  resource_id        = aws_appautoscaling_target.live.resource_id
  schedule           = each.value.cron
  scalable_target_action {
    min_capacity = each.value.min
    max_capacity = each.value.max
  }
}
resource "aws_appautoscaling_target" "table" {
  service_namespace  = "dynamodb"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  resource_id        = "table/orders"
  min_capacity       = 5
  max_capacity       = 500
}
