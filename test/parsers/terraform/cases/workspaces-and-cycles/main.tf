locals {
  a    = local.b
  b    = local.a
  caps = { prod = 70, dev = 7 }
}
resource "aws_lambda_function" "cycle" {
  function_name                  = "cycle"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = local.a
}
resource "aws_lambda_function" "workspace" {
  function_name                  = "app-${terraform.workspace}"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = local.caps[terraform.workspace]
}
resource "aws_lambda_function" "itself" {
  function_name                  = "itself"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = aws_lambda_function.itself.reserved_concurrent_executions
}
