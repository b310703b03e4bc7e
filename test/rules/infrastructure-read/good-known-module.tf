module "pay" {
  source                         = "terraform-aws-modules/lambda/aws"
  version                        = "~> 8.0"
  function_name                  = "pay"
  reserved_concurrent_executions = 50
}
