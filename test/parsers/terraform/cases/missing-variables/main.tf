variable "cap" {
  type        = number
  description = "Reserved concurrency of the API."
}
variable "size" {
  type = string
}
module "worker" {
  source = "./worker"
  name   = "worker"
}
resource "aws_lambda_function" "api" {
  function_name                  = "api"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = var.cap
}
resource "aws_lambda_function" "sized" {
  function_name                  = "sized"
  role                           = "arn:aws:iam::111122223333:role/x"
  memory_size                    = { small = 128, large = 1024 }[var.size]
  reserved_concurrent_executions = var.size == "large" ? 50 : null
}
resource "aws_lambda_function" "both" {
  function_name                  = "both-${var.size}"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = var.size == "large" ? 50 : 50
}
