resource "aws_lambda_function" "api" {
  function_name                  = "api"
  role                           = "arn:aws:iam::111122223333:role/x"
  publish                        = true
  reserved_concurrent_executions = 20
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.api.function_name
  function_version = aws_lambda_function.api.version
}
resource "aws_lambda_permission" "gateway" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.api.function_name
  qualifier     = aws_lambda_alias.live.name
  principal     = "apigateway.amazonaws.com"
}
resource "aws_lambda_permission" "bare" {
  action        = "lambda:InvokeFunction"
  function_name = "api"
  principal     = "sns.amazonaws.com"
}
resource "aws_lambda_function_url" "live" {
  function_name      = aws_lambda_function.api.function_name
  qualifier          = "live"
  authorization_type = "AWS_IAM"
}
resource "aws_api_gateway_integration" "rest" {
  rest_api_id             = "api"
  resource_id             = "res"
  http_method             = "GET"
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_alias.live.invoke_arn
}
resource "aws_api_gateway_integration" "rest_by_text" {
  rest_api_id = "api"
  resource_id = "res"
  http_method = "POST"
  type        = "AWS_PROXY"
  uri         = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${aws_lambda_function.api.arn}:live/invocations"
}
resource "aws_apigatewayv2_integration" "http" {
  api_id           = "api"
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.api.invoke_arn
}
resource "aws_cloudwatch_event_target" "nightly" {
  rule = "nightly"
  arn  = aws_lambda_alias.live.arn
}
resource "aws_scheduler_schedule" "hourly" {
  name                = "hourly"
  schedule_expression = "rate(1 hour)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = aws_lambda_function.api.qualified_arn
    role_arn = "arn:aws:iam::111122223333:role/x"
  }
}
resource "aws_sns_topic_subscription" "topic" {
  topic_arn = "arn:aws:sns:eu-west-1:111122223333:t"
  protocol  = "lambda"
  endpoint  = aws_lambda_alias.live.arn
}
resource "aws_sns_topic_subscription" "mail" {
  topic_arn = "arn:aws:sns:eu-west-1:111122223333:t"
  protocol  = "email"
  endpoint  = "someone@example.com"
}
resource "aws_s3_bucket_notification" "uploads" {
  bucket = "uploads"
  lambda_function {
    lambda_function_arn = aws_lambda_alias.live.arn
    events              = ["s3:ObjectCreated:*"]
  }
  lambda_function {
    lambda_function_arn = "arn:aws:lambda:eu-west-1:111122223333:function:api"
    events              = ["s3:ObjectRemoved:*"]
  }
}
resource "aws_cloudwatch_log_subscription_filter" "logs" {
  name            = "logs"
  log_group_name  = "/app"
  filter_pattern  = ""
  destination_arn = aws_lambda_function.api.arn
}
resource "aws_lb_target_group_attachment" "lb" {
  target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/x/1"
  target_id        = aws_lambda_alias.live.arn
}
resource "aws_iot_topic_rule" "iot" {
  name        = "iot"
  enabled     = true
  sql         = "SELECT * FROM 'x'"
  sql_version = "2016-03-23"
  lambda {
    function_arn = aws_lambda_function.api.arn
  }
}
resource "aws_cognito_user_pool" "users" {
  name = "users"
  lambda_config {
    pre_sign_up = aws_lambda_alias.live.arn
  }
}
resource "aws_lambda_event_source_mapping" "stream" {
  event_source_arn                   = "arn:aws:kinesis:eu-west-1:111122223333:stream/s"
  function_name                      = "api:live"
  starting_position                  = "LATEST"
  parallelization_factor             = 4
  batch_size                         = 50
  maximum_batching_window_in_seconds = 1
}
