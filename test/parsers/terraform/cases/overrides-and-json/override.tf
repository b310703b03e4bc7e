resource "aws_lambda_function" "pay" {
  reserved_concurrent_executions = 20
}
