variable "reserved" {
  default = 10
}
resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  reserved_concurrent_executions = var.reserved
}
