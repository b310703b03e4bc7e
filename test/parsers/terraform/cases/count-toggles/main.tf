variable "enabled" {
  type    = bool
  default = true
}
variable "create_canary" {
  type    = bool
  default = false
}
resource "aws_lambda_function" "main" {
  count                          = var.enabled ? 1 : 0
  function_name                  = "main"
  role                           = "arn:aws:iam::111122223333:role/main"
  reserved_concurrent_executions = 30
}
resource "aws_lambda_function" "canary" {
  count                          = var.enabled && var.create_canary ? 1 : 0
  function_name                  = "canary"
  role                           = "arn:aws:iam::111122223333:role/canary"
  reserved_concurrent_executions = 900
}
resource "aws_lambda_function" "copy" {
  count                          = length(aws_lambda_function.main)
  function_name                  = "${one(aws_lambda_function.main[*].function_name)}-copy"
  role                           = "arn:aws:iam::111122223333:role/copy"
  reserved_concurrent_executions = try(aws_lambda_function.canary[0].reserved_concurrent_executions, aws_lambda_function.main[0].reserved_concurrent_executions, 1)
}
