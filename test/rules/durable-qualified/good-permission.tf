resource "aws_lambda_function" "order" {
  function_name = "order"
  role          = "arn:aws:iam::111122223333:role/order"
  publish       = true

  durable_config {
    execution_timeout = 600
  }
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.order.function_name
  function_version = aws_lambda_function.order.version
}

resource "aws_lambda_permission" "sns" {
  function_name = aws_lambda_function.order.function_name
  action        = "lambda:InvokeFunction"
  principal     = "sns.amazonaws.com"
}
