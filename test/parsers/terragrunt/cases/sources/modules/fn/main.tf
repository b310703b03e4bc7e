variable "reserved" {}
variable "name" { default = "fn" }
resource "aws_lambda_function" "this" {
  function_name                  = var.name
  reserved_concurrent_executions = var.reserved
}
output "name" { value = aws_lambda_function.this.function_name }
output "arn" { value = aws_lambda_function.this.arn }
output "cap" { value = var.reserved }
module "inner" { source = "../inner" }
