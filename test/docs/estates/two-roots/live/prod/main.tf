resource "aws_lambda_function" "payment" {
  function_name                  = "payment-api"
  reserved_concurrent_executions = 100
  publish                        = true
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.payment.function_name
  function_version = aws_lambda_function.payment.version
}

resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name                     = aws_lambda_function.payment.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 20
}

resource "aws_lambda_function" "report" {
  function_name = "legacy-report"
}
