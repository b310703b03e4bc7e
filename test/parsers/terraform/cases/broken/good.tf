resource "aws_lambda_function" "good" {
  function_name                  = "good"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 3
}
