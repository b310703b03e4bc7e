locals {
  cap   = var.cap
  alias = "live"
}

resource "aws_lambda_function" "api" {
  function_name                  = "api"
  role                           = aws_iam_role.lambda.arn
  reserved_concurrent_executions = local.cap

  snap_start {
    apply_on = "PublishedVersions"
  }
}

resource "aws_lambda_function" "worker" {
  count         = 1
  function_name = "worker-${count.index}"
  role          = aws_iam_role.lambda.arn
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.api.function_name
  function_version = "$LATEST"
}

resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name                     = aws_lambda_function.api.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 4

  lifecycle {
    ignore_changes = [provisioned_concurrent_executions]
  }
}

resource "aws_lambda_event_source_mapping" "q" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:q"
  function_name    = aws_lambda_function.api.arn

  dynamic "scaling_config" {
    for_each = [7]
    content {
      maximum_concurrency = scaling_config.value
    }
  }
}

resource "aws_lambda_event_source_mapping" "r" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:r"
  function_name    = "${aws_lambda_function.api.arn}:${local.alias}"
}

module "report" {
  source = "./modules/function"
  name   = "report"
  cap    = var.cap
}

module "remote" {
  source  = "terraform-aws-modules/lambda/aws"
  version = "8.8.1"

  function_name                     = "remote"
  publish                           = true
  reserved_concurrent_executions    = 3
  provisioned_concurrent_executions = 2
}
