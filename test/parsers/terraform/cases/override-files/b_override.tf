resource "aws_lambda_function" "api" {
  reserved_concurrent_executions = 30
}
resource "aws_lambda_event_source_mapping" "queue" {
  scaling_config {
    maximum_concurrency = 9
  }
}
variable "cap" {
  default = 40
}
