resource "aws_lambda_function" "this" {
  function_name                  = var.name
  reserved_concurrent_executions = var.reserved
}
