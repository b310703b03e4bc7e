variable "reserved" {}
variable "name" { default = "fn" }
resource "aws_lambda_function" "this" {
  function_name                  = var.name
  reserved_concurrent_executions = var.reserved
}
output "name" { value = aws_lambda_function.this.function_name }
output "arn" { value = aws_lambda_function.this.arn }
output "cap" { value = var.reserved }
variable "more" {
  type    = map(list(number))
  default = {}
}
locals {
  pairs = flatten([for name, sizes in var.more : [for at, size in sizes : { key = "${name}-${at}", size = size }]])
}
resource "aws_lambda_function" "more" {
  for_each                       = { for pair in local.pairs : pair.key => pair.size }
  function_name                  = each.key
  reserved_concurrent_executions = each.value
}
