variable "reserved" {
  type    = number
  default = null
}

resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  reserved_concurrent_executions = var.reserved
}
