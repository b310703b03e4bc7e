resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 10
}
resource "aws_lambda_function" "mail" {
  function_name                  = "mail"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 10
}
