provider "aws" {}
resource "aws_lambda_function" "this" {
  function_name                  = "proxy"
  role                           = "arn:aws:iam::222233334444:role/x"
  reserved_concurrent_executions = 7
}
