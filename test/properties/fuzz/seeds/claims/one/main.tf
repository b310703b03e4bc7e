provider "aws" {
  region = "eu-west-1"
}
resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  publish                        = true
  reserved_concurrent_executions = 50
}
