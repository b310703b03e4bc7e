locals {
  environment = terraform.workspace == "default" ? "dev" : terraform.workspace
  sizes = {
    dev  = { reserved = 1, memory = 128 }
    prod = { reserved = 75, memory = 1024 }
  }
}
resource "aws_lambda_function" "api" {
  function_name                  = "${local.environment}-api"
  role                           = "arn:aws:iam::111122223333:role/api"
  memory_size                    = local.sizes[local.environment].memory
  reserved_concurrent_executions = local.sizes[local.environment].reserved
}
