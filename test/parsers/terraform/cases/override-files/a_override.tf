resource "aws_lambda_function" "api" {
  reserved_concurrent_executions = 20
}
locals {
  extra = 2
}
