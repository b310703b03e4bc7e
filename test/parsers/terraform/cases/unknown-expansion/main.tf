variable "functions" {
  type = map(number)
}
variable "replicas" {
  type = number
}
variable "with_canary" {
  type = bool
}
variable "more" {
  type = map(number)
}
resource "aws_lambda_function" "each" {
  for_each                       = var.functions
  function_name                  = "each-${each.key}"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = each.value
}
resource "aws_lambda_function" "replicas" {
  count                          = var.replicas
  function_name                  = "replica-${count.index}"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 5
}
resource "aws_lambda_function" "canary" {
  count                          = var.with_canary ? 1 : 0
  function_name                  = "canary"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 5
}
resource "aws_lambda_function" "partly" {
  for_each                       = merge({ sure = 1 }, var.more)
  function_name                  = "partly-${each.key}"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 8
}
module "service" {
  source   = "./service"
  for_each = var.functions
  name     = each.key
}
