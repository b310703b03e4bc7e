resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  publish                        = true
  reserved_concurrent_executions = 100
}

resource "aws_lambda_function" "mail" {
  function_name                  = "mail"
  role                           = "arn:aws:iam::111122223333:role/mail"
  publish                        = true
  reserved_concurrent_executions = var.busy ? 10 : -1
}

variable "busy" {
  type = bool
}
