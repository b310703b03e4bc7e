variable "reserved" {
  type = number
}

resource "aws_lambda_function" "payment" {
  function_name                  = "payment-api-${terraform.workspace}"
  reserved_concurrent_executions = var.reserved
}
