variable "name" {}

variable "cap" {
  default = -1
}

variable "memory" {
  default = 256
}

resource "aws_lambda_function" "this" {
  function_name                  = var.name
  memory_size                    = var.memory
  reserved_concurrent_executions = var.cap
}
