variable "cap" {
  type = number
}
variable "memory" {
  type = number
}
resource "aws_lambda_function" "worker" {
  function_name                  = "worker"
  role                           = "arn:aws:iam::111122223333:role/worker"
  memory_size                    = var.memory
  reserved_concurrent_executions = var.cap
}
