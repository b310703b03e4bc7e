module "cloudposse" {
  source  = "cloudposse/lambda-function/aws"
  version = "0.6.1"

  function_name                  = "cloudposse"
  reserved_concurrent_executions = 11
}
module "cloudposse_off" {
  source        = "git::https://github.com/cloudposse/terraform-aws-lambda-function.git?ref=tags/0.6.1"
  enabled       = false
  function_name = "cloudposse-off"
}
module "moritzzimmer" {
  source        = "moritzzimmer/lambda/aws"
  function_name = "moritzzimmer"
  publish       = true
}
module "mineiros" {
  source                         = "mineiros-io/lambda-function/aws"
  version                        = "~> 0.5.0"
  function_name                  = "mineiros"
  reserved_concurrent_executions = 13
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = module.moritzzimmer.function_name
  function_version = module.moritzzimmer.version
}
