variable "name" {}
resource "aws_lambda_function" "this" {
  function_name                  = var.name
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 5
}
