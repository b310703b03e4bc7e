provider "aws" {}
resource "aws_lambda_function" "this" {
  function_name                  = "legacy"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 6
}
