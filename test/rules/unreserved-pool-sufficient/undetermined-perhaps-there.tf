resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  publish                        = true
  reserved_concurrent_executions = 100
}

resource "aws_lambda_function" "mail" {
  function_name = "mail"
  role          = "arn:aws:iam::111122223333:role/mail"
  publish       = true
  count         = var.busy ? 1 : 0
}

variable "busy" {
  type = bool
}
