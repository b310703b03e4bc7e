variable "name" {}
variable "concurrency" {}
resource "aws_lambda_function" "this" {
  function_name                  = "fn-${var.name}"
  role                           = "arn:aws:iam::111122223333:role/x"
  publish                        = true
  reserved_concurrent_executions = var.concurrency
}
output "name" {
  value = aws_lambda_function.this.function_name
}
output "version" {
  value = aws_lambda_function.this.version
}
output "concurrency" {
  value = aws_lambda_function.this.reserved_concurrent_executions
}
output "constant" {
  value = 6
}
