locals {
  alias = "live"
}

resource "aws_lambda_function" "pay" {
  function_name = "pay"
  role          = "arn:aws:iam::111122223333:role/pay"
  publish       = true
}

resource "aws_lambda_alias" "live" {
  name             = local.alias
  function_name    = aws_lambda_function.pay.function_name
  function_version = aws_lambda_function.pay.version
}

resource "aws_lambda_provisioned_concurrency_config" "pay" {
  function_name                     = aws_lambda_function.pay.function_name
  qualifier                         = local.alias
  provisioned_concurrent_executions = 5
}
