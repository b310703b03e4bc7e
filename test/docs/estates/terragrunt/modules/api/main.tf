variable "reserved" {
  type = number
}

resource "aws_lambda_function" "api" {
  function_name                  = "orders"
  role                           = "arn:aws:iam::111122223333:role/orders"
  reserved_concurrent_executions = var.reserved
}
