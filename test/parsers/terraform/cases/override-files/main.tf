resource "aws_lambda_function" "api" {
  function_name                  = "api"
  role                           = "arn:aws:iam::111122223333:role/api"
  memory_size                    = 512
  reserved_concurrent_executions = 10
  lifecycle {
    ignore_changes = [memory_size]
  }
}
resource "aws_lambda_event_source_mapping" "queue" {
  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:api"
  function_name    = aws_lambda_function.api.arn
  scaling_config {
    maximum_concurrency = 5
  }
}
variable "cap" {
  type    = number
  default = 1
}
locals {
  extra = 1
}
resource "aws_lambda_function" "second" {
  function_name                  = "second"
  role                           = "arn:aws:iam::111122223333:role/api"
  reserved_concurrent_executions = var.cap + local.extra
}
