variable "blue" { type = bool }

provider "aws" {
  region = "eu-west-1"
}

# Whichever of the two there is takes too much.
resource "aws_lambda_function" "blue" {
  count                          = var.blue ? 1 : 0
  function_name                  = "blue"
  reserved_concurrent_executions = 950
}

resource "aws_lambda_function" "green" {
  count                          = var.blue ? 0 : 1
  function_name                  = "green"
  reserved_concurrent_executions = 950
}
