resource "aws_lambda_function" "orders" {
  function_name                  = "orders-eu"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 11
}
