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

resource "aws_lambda_permission" "sns" {
  function_name = aws_lambda_function.pay.function_name
  qualifier     = "live"
  action        = "lambda:InvokeFunction"
  principal     = "sns.amazonaws.com"
}
