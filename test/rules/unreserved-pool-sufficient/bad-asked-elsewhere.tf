resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  publish                        = true
  reserved_concurrent_executions = var.amount
}

resource "aws_lambda_function" "post" {
  function_name                  = "post"
  role                           = "arn:aws:iam::111122223333:role/post"
  publish                        = true
  reserved_concurrent_executions = 100
}

resource "aws_lambda_function" "mail" {
  function_name = "mail"
  role          = "arn:aws:iam::111122223333:role/mail"
  publish       = true
}

variable "amount" {
  type = number
}
