variable "suffix" { type = string }
variable "cap" { default = 6 }
data "aws_region" "here" {}
data "aws_caller_identity" "me" {}
resource "aws_lambda_function" "pay" {
  function_name                  = "pay-${var.suffix}"
  role                           = "arn:aws:iam::111122223333:role/x"
  publish                        = true
  reserved_concurrent_executions = 20
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.pay.function_name
  function_version = aws_lambda_function.pay.version

  routing_config {
    additional_version_weights = { "7" = 0.1 }
  }
}
resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name                     = aws_lambda_alias.live.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 5
  lifecycle { ignore_changes = [provisioned_concurrent_executions] }
}
resource "aws_appautoscaling_target" "live" {
  service_namespace  = "lambda"
  resource_id        = "function:${aws_lambda_function.pay.function_name}:${aws_lambda_alias.live.name}"
  scalable_dimension = "lambda:function:ProvisionedConcurrency"
  min_capacity       = 5
  max_capacity       = 10
}
resource "aws_appautoscaling_policy" "live" {
  name               = "live"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.live.service_namespace
  resource_id        = aws_appautoscaling_target.live.resource_id
  scalable_dimension = aws_appautoscaling_target.live.scalable_dimension
  target_tracking_scaling_policy_configuration {
    target_value = 0.7
    predefined_metric_specification { predefined_metric_type = "LambdaProvisionedConcurrencyUtilization" }
  }
}
resource "aws_lambda_event_source_mapping" "queue" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_alias.live.arn
  dynamic "scaling_config" {
    for_each = [var.cap]
    content { maximum_concurrency = scaling_config.value }
  }
}
resource "aws_sqs_queue" "orders" { name = "orders" }
resource "aws_apigatewayv2_integration" "api" {
  api_id           = "x"
  integration_type = "AWS_PROXY"
  integration_uri  = "arn:aws:apigateway:${data.aws_region.here.name}:lambda:path/2015-03-31/functions/${aws_lambda_alias.live.arn}/invocations"
}
resource "aws_sns_topic_subscription" "topic" {
  topic_arn = "t"
  protocol  = "lambda"
  endpoint  = "arn:aws:lambda:${data.aws_region.here.name}:${data.aws_caller_identity.me.account_id}:function:${aws_lambda_function.pay.function_name}"
}
