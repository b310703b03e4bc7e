module "registry" {
  source  = "terraform-aws-modules/lambda/aws"
  version = "8.1.0"

  function_name                  = "registry"
  reserved_concurrent_executions = 40
}
module "https" {
  source = "https://github.com/terraform-aws-modules/terraform-aws-lambda/archive/refs/tags/v7.0.0.tar.gz//terraform-aws-lambda-7.0.0"

  function_name = "https"
}
module "ssh" {
  source = "git@github.com:terraform-aws-modules/terraform-aws-lambda.git?ref=v8.1.0"

  function_name = "ssh"
  timeout       = 60
}
module "short" {
  source = "github.com/terraform-aws-modules/terraform-aws-lambda"

  for_each                       = { a = 1, b = null }
  function_name                  = "short-${each.key}"
  reserved_concurrent_executions = each.value
}
module "layer" {
  source       = "registry.terraform.io/terraform-aws-modules/lambda/aws"
  create_layer = true
  layer_name   = "shared"
}
module "off" {
  source        = "terraform-aws-modules/lambda/aws"
  create        = false
  function_name = "off"
}
module "deployed" {
  source = "terraform-aws-modules/lambda/aws"

  function_name                     = "deployed"
  publish                           = true
  snap_start                        = true
  architectures                     = ["arm64"]
  reserved_concurrent_executions    = 30
  provisioned_concurrent_executions = 3
  event_source_mapping = {
    queue = {
      event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:q"
      scaling_config   = { maximum_concurrency = 20 }
    }
  }
  allowed_triggers = {
    api = { service = "apigateway" }
  }
}
module "alias" {
  source           = "terraform-aws-modules/lambda/aws//modules/alias"
  refresh_alias    = false
  name             = "live"
  function_name    = module.deployed.lambda_function_name
  function_version = module.deployed.lambda_function_version
}
module "deploy" {
  source         = "terraform-aws-modules/lambda/aws//modules/deploy"
  alias_name     = module.alias.lambda_alias_name
  function_name  = module.deployed.lambda_function_name
  target_version = module.deployed.lambda_function_version
  create_app     = true
  app_name       = "shop"
}
module "wrapped" {
  source = "terraform-aws-modules/lambda/aws//wrappers"
  defaults = {
    memory_size                    = 512
    reserved_concurrent_executions = 9
  }
  items = {
    one = { function_name = "one" }
    two = { function_name = "two", reserved_concurrent_executions = 90 }
  }
}
resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name                     = module.alias.lambda_alias_name == "" ? "" : module.deployed.lambda_function_name
  qualifier                         = module.alias.lambda_alias_name
  provisioned_concurrent_executions = 4
}
