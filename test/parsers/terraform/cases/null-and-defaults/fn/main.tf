variable "name" {}
variable "reserved" {
  type    = number
  default = 15
}
variable "memory" {
  type     = number
  default  = 384
  nullable = false
}
resource "aws_lambda_function" "this" {
  function_name                  = var.name
  role                           = "arn:aws:iam::111122223333:role/x"
  memory_size                    = var.memory
  reserved_concurrent_executions = var.reserved
}
