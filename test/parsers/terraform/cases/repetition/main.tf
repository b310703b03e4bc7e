variable "shards" { type = number }
variable "enabled" { type = bool }
locals {
  functions = {
    pay    = { reserved = 50 }
    "a\"b" = { reserved = 5 }
  }
}
resource "aws_lambda_function" "counted" {
  function_name                  = "counted-${count.index}"
  role                           = "arn:aws:iam::111122223333:role/x"
  count                          = 2
  reserved_concurrent_executions = count.index + 1
}
resource "aws_lambda_function" "each" {
  function_name                  = "each-${each.key}"
  role                           = "arn:aws:iam::111122223333:role/x"
  for_each                       = local.functions
  reserved_concurrent_executions = each.value.reserved
}
resource "aws_lambda_function" "set" {
  function_name                  = each.value
  role                           = "arn:aws:iam::111122223333:role/x"
  for_each                       = toset(["y", "x"])
  reserved_concurrent_executions = 3
}
resource "aws_lambda_function" "none" {
  function_name = "none"
  role          = "arn:aws:iam::111122223333:role/x"
  count         = 0
}
resource "aws_lambda_function" "unknown" {
  function_name                  = "unknown-${count.index}"
  role                           = "arn:aws:iam::111122223333:role/x"
  count                          = var.shards
  reserved_concurrent_executions = 7
}
resource "aws_lambda_function" "maybe" {
  function_name                  = "maybe"
  role                           = "arn:aws:iam::111122223333:role/x"
  count                          = var.enabled ? 1 : 0
  reserved_concurrent_executions = 8
}

resource "aws_lambda_alias" "each" {
  for_each         = local.functions
  name             = "live"
  function_name    = aws_lambda_function.each[each.key].function_name
  function_version = "$LATEST"
}
resource "aws_lambda_alias" "unknown" {
  count            = var.shards
  name             = "live"
  function_name    = aws_lambda_function.unknown[count.index].function_name
  function_version = "1"
}
