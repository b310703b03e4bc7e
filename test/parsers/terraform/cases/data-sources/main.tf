data "aws_region" "current" {}
data "aws_caller_identity" "me" {}
data "aws_partition" "here" {}
data "aws_ssm_parameter" "cap" {
  name = "/shop/cap"
}
data "terraform_remote_state" "platform" {
  backend = "s3"
  config  = {}
}
data "aws_lambda_function" "existing" {
  function_name = "existing"
}
locals {
  by_region = { "eu-west-1" = 70, "us-east-1" = 30 }
}
resource "aws_lambda_function" "regional" {
  function_name                  = "shop-${data.aws_region.current.name}"
  role                           = "arn:${data.aws_partition.here.partition}:iam::${data.aws_caller_identity.me.account_id}:role/x"
  reserved_concurrent_executions = local.by_region[data.aws_region.current.name]
}
resource "aws_lambda_function" "from_parameter" {
  function_name                  = "from-parameter"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = tonumber(data.aws_ssm_parameter.cap.value)
}
resource "aws_lambda_function" "from_state" {
  function_name                  = "from-state"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = data.terraform_remote_state.platform.outputs.cap
}
resource "aws_lambda_provisioned_concurrency_config" "existing" {
  function_name                     = data.aws_lambda_function.existing.function_name
  qualifier                         = "live"
  provisioned_concurrent_executions = 3
}
