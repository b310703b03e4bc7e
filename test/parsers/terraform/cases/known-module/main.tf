module "pay" {
  source  = "terraform-aws-modules/lambda/aws"
  version = "~> 8.0"

  function_name                     = "pay"
  memory_size                       = 1024
  publish                           = true
  reserved_concurrent_executions    = 50
  provisioned_concurrent_executions = 5
}

module "alias" {
  source = "git::https://github.com/terraform-aws-modules/terraform-aws-lambda.git//modules/alias?ref=v8.1.0"

  name             = "live"
  function_name    = module.pay.lambda_function_name
  function_version = module.pay.lambda_function_version
}
