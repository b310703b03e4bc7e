variable "name" {
  type = string
}

variable "concurrency" {
  type    = number
  default = -1
}

resource "aws_lambda_function" "this" {
  function_name                  = var.name
  role                           = "arn:aws:iam::111122223333:role/shop"
  reserved_concurrent_executions = var.concurrency
}
