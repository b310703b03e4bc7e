variable "cap" {}
variable "name" {
  default = "ingest"
}
resource "aws_lambda_function" "ingest" {
  function_name                  = var.name
  role                           = "arn:aws:iam::111122223333:role/ingest"
  reserved_concurrent_executions = var.cap
}
