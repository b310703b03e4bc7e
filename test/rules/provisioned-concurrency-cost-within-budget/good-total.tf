resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  publish                        = true
  reserved_concurrent_executions = 50
  memory_size                    = 1024
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.pay.function_name
  function_version = aws_lambda_function.pay.version
}

resource "aws_lambda_provisioned_concurrency_config" "pay" {
  function_name                     = aws_lambda_function.pay.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 10
}

resource "aws_lambda_function" "mail" {
  function_name                  = "mail"
  role                           = "arn:aws:iam::111122223333:role/mail"
  publish                        = true
  reserved_concurrent_executions = 50
  memory_size                    = 1024
}

resource "aws_lambda_alias" "mail" {
  name             = "live"
  function_name    = aws_lambda_function.mail.function_name
  function_version = aws_lambda_function.mail.version
}

resource "aws_lambda_provisioned_concurrency_config" "mail" {
  function_name                     = aws_lambda_function.mail.function_name
  qualifier                         = aws_lambda_alias.mail.name
  provisioned_concurrent_executions = 4
}
