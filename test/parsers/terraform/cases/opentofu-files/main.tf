resource "aws_lambda_function" "api" {
  function_name                  = "api"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 1
}
