terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}
variable "checkout_cap" {
  type = number
}
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
provider "aws" {
  alias                       = "us"
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
module "fn" {
  source   = "./modules/fn"
  for_each = {
    checkout = var.checkout_cap
    mail     = -1
  }
  name = "shop-${each.key}"
  cap  = each.value
}
resource "aws_lambda_function" "api" {
  function_name                  = "api"
  role                           = "arn:aws:iam::111122223333:role/api"
  runtime                        = "nodejs22.x"
  handler                        = "index.handler"
  s3_bucket                      = "code"
  s3_key                         = "api.zip"
  publish                        = true
  reserved_concurrent_executions = 20
}
resource "aws_lambda_function" "edge" {
  provider      = aws.us
  function_name = "edge"
  role          = "arn:aws:iam::111122223333:role/api"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  s3_bucket     = "code"
  s3_key        = "api.zip"
}
resource "terraform_data" "size" {}
resource "aws_lambda_function" "later" {
  function_name                  = "later"
  role                           = "arn:aws:iam::111122223333:role/api"
  runtime                        = "nodejs22.x"
  handler                        = "index.handler"
  s3_bucket                      = "code"
  s3_key                         = "api.zip"
  reserved_concurrent_executions = length(terraform_data.size.id)
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.api.function_name
  function_version = aws_lambda_function.api.version
}
resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name                     = aws_lambda_alias.live.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 5
  lifecycle {
    ignore_changes = [provisioned_concurrent_executions]
  }
}
resource "aws_appautoscaling_target" "live" {
  service_namespace  = "lambda"
  scalable_dimension = "lambda:function:ProvisionedConcurrency"
  resource_id        = "function:${aws_lambda_function.api.function_name}:${aws_lambda_alias.live.name}"
  min_capacity       = 5
  max_capacity       = 15
}
resource "aws_lambda_event_source_mapping" "queue" {
  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:api"
  function_name    = aws_lambda_alias.live.arn
  scaling_config {
    maximum_concurrency = 12
  }
}
