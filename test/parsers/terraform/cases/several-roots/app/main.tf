variable "cap" {}
resource "aws_lambda_function" "app" {
  function_name                  = "app"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = var.cap
}
