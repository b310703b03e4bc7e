resource "aws_lambda_function" "pay" {
  function_name = "pay"
  role          = "arn:aws:iam::111122223333:role/pay"
  publish       = true
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.pay.function_name
  function_version = aws_lambda_function.pay.version
}

resource "aws_lambda_provisioned_concurrency_config" "pay" {
  function_name                     = aws_lambda_function.pay.function_name
  qualifier                         = "live"
  provisioned_concurrent_executions = 5

  depends_on = [aws_lambda_alias.live]
}
