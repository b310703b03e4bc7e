resource "aws_lambda_function" "orders" {
  function_name                  = "orders-large"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 100
}
