variable "default" { default = 1 }
variable "plain" { default = 1 }
variable "auto" { default = 1 }
variable "paired" { default = 1 }
variable "text" {
  type    = number
  default = 1
}
variable "missing" { type = number }
variable "nullable" {
  type     = number
  default  = 9
  nullable = false
}
resource "aws_lambda_function" "default" {
  function_name                  = "default"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = var.default
}
resource "aws_lambda_function" "plain" {
  function_name                  = "plain"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = var.plain
}
resource "aws_lambda_function" "auto" {
  function_name                  = "auto"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = var.auto
}
resource "aws_lambda_function" "paired" {
  function_name                  = "paired"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = var.paired
}
resource "aws_lambda_function" "text" {
  function_name                  = "text"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = var.text
}
resource "aws_lambda_function" "missing" {
  function_name                  = "missing"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = var.missing
}
resource "aws_lambda_function" "nullable" {
  function_name                  = "nullable"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = var.nullable
}
resource "aws_lambda_function" "undeclared" {
  function_name                  = "undeclared"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = var.nowhere
}
