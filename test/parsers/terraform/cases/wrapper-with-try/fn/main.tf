variable "name" {
  type = string
}
variable "reserved" {
  type    = number
  default = -1
}
variable "timeout" {
  type     = number
  default  = 3
  nullable = false
}
resource "aws_lambda_function" "this" {
  function_name                  = var.name
  role                           = "arn:aws:iam::111122223333:role/x"
  timeout                        = var.timeout
  reserved_concurrent_executions = var.reserved
}
