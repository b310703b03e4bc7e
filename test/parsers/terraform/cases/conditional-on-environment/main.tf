variable "environment" {
  type = string
}
locals {
  is_production = contains(["prod", "production"], lower(var.environment))
  concurrency   = local.is_production ? 100 : var.environment == "staging" ? 20 : 2
  memory        = local.is_production ? 1024 : 256
}
resource "aws_lambda_function" "orders" {
  function_name                  = format("%s-orders", var.environment)
  role                           = "arn:aws:iam::111122223333:role/orders"
  memory_size                    = local.memory
  reserved_concurrent_executions = local.concurrency
}
resource "aws_lambda_function" "mails" {
  function_name                  = "${var.environment}-mails"
  role                           = "arn:aws:iam::111122223333:role/mails"
  reserved_concurrent_executions = !local.is_production ? -1 : 10
}
