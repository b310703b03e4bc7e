resource "aws_lambda_function" "weekly_report" {
  function_name = "weekly-report-${var.environment}"
  role          = aws_iam_role.checkout.arn
  runtime       = "python3.14"
  handler       = "report.handler"
  memory_size   = 2048
  timeout       = 900
  s3_bucket     = var.artifacts_bucket
  s3_key        = "weekly-report.zip"
}

resource "aws_lambda_function" "log_processor" {
  function_name                  = "log-processor-${var.environment}"
  role                           = aws_iam_role.checkout.arn
  runtime                        = "nodejs24.x"
  handler                        = "logs.handler"
  memory_size                    = 256
  s3_bucket                      = var.artifacts_bucket
  s3_key                         = "log-processor.zip"
  publish                        = true
  reserved_concurrent_executions = 20
}

resource "aws_lambda_alias" "log_processor_live" {
  name             = "live"
  function_name    = aws_lambda_function.log_processor.function_name
  function_version = aws_lambda_function.log_processor.version
}

resource "aws_lambda_provisioned_concurrency_config" "log_processor" {
  count = var.environment == "prod" ? 1 : 0

  function_name                     = aws_lambda_function.log_processor.function_name
  qualifier                         = aws_lambda_alias.log_processor_live.name
  provisioned_concurrent_executions = 5
}

resource "aws_cloudwatch_event_rule" "monday" {
  name                = "weekly-report-${var.environment}"
  schedule_expression = "cron(0 6 ? * MON *)"
}

resource "aws_cloudwatch_event_target" "weekly_report" {
  rule = aws_cloudwatch_event_rule.monday.name
  arn  = aws_lambda_function.weekly_report.arn
}

resource "aws_lambda_permission" "logs" {
  statement_id  = "AllowLogs"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.log_processor.function_name
  qualifier     = aws_lambda_alias.log_processor_live.name
  principal     = "logs.amazonaws.com"
}
