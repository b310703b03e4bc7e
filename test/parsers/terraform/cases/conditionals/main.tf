variable "environment" { default = "prod" }
variable "big" { type = bool }
locals {
  is_prod = contains(["prod", "live"], var.environment)
  cap     = local.is_prod ? 100 : -1
  sizes   = { prod = 40, dev = 4 }
  open    = var.big ? 200 : null
}
resource "aws_lambda_function" "decided" {
  function_name                  = "decided-${var.environment}"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = local.cap
}
resource "aws_lambda_function" "looked_up" {
  function_name                  = "looked-up"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = lookup(local.sizes, var.environment, 1)
}
resource "aws_lambda_function" "open" {
  function_name                  = "open"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = local.open
}
resource "aws_lambda_function" "computed" {
  function_name                  = "computed"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = local.sizes[var.environment] * 2
}
resource "aws_lambda_function" "chain" {
  function_name                  = "chain"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = var.environment == "dev" ? 1 : var.environment == "stage" ? 2 : 3
}
resource "aws_lambda_function" "tried" {
  function_name                  = "tried"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = try(local.sizes.nowhere, local.sizes["prod"])
}
resource "aws_lambda_function" "same_either_way" {
  function_name                  = "same"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = var.big ? 5 : 5
}
