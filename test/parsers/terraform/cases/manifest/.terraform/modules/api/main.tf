variable "reserved" {}
resource "aws_lambda_function" "this" {
  function_name                  = "api"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = var.reserved
}
