import type { ModuleAdapter } from "../adapter.ts";

/** See https://registry.terraform.io/modules/moritzzimmer/lambda/aws */
export const MORITZZIMMER: readonly ModuleAdapter[] = [
  {
    sources: ["moritzzimmer/lambda/aws"],
    terraform: `
variable "function_name" {}
variable "memory_size" { default = 128 }
variable "timeout" { default = 3 }
variable "architectures" { default = null }
variable "publish" { default = false }
variable "snap_start" { default = false }
variable "lambda_at_edge" { default = false }
variable "ignore_external_function_updates" { default = false }
variable "reserved_concurrent_executions" { default = -1 }
variable "region" { default = null }
variable "tags" { default = {} }
variable "event_source_mappings" { default = {} }
locals {
  publish  = var.lambda_at_edge || var.snap_start || var.publish
  function = try(aws_lambda_function.lambda[0], aws_lambda_function.lambda_external_lifecycle[0])
}
resource "aws_iam_role" "lambda" {
  assume_role_policy = var.lambda_at_edge ? "edgelambda.amazonaws.com" : "lambda.amazonaws.com"
}
resource "aws_lambda_function" "lambda" {
  count                          = var.ignore_external_function_updates ? 0 : 1
  region                         = var.region
  function_name                  = var.function_name
  role                           = aws_iam_role.lambda.arn
  memory_size                    = var.memory_size
  timeout                        = var.timeout
  architectures                  = var.architectures
  publish                        = local.publish
  reserved_concurrent_executions = var.reserved_concurrent_executions
  tags                           = var.tags
  dynamic "snap_start" {
    for_each = var.snap_start ? [true] : []
    content { apply_on = "PublishedVersions" }
  }
}
resource "aws_lambda_function" "lambda_external_lifecycle" {
  count                          = var.ignore_external_function_updates ? 1 : 0
  region                         = var.region
  function_name                  = var.function_name
  role                           = aws_iam_role.lambda.arn
  memory_size                    = var.memory_size
  timeout                        = var.timeout
  architectures                  = var.architectures
  publish                        = local.publish
  reserved_concurrent_executions = var.reserved_concurrent_executions
  tags                           = var.tags
  dynamic "snap_start" {
    for_each = var.snap_start ? [true] : []
    content { apply_on = "PublishedVersions" }
  }
}
resource "aws_lambda_event_source_mapping" "event_source" {
  for_each               = var.event_source_mappings
  region                 = var.region
  batch_size             = try(each.value.batch_size, null)
  enabled                = try(each.value.enabled, null)
  parallelization_factor = try(each.value.parallelization_factor, null)
  event_source_arn       = try(each.value.event_source_arn, null)
  function_name          = try(each.value.function_name, null) != null ? each.value.function_name : local.function.arn
  dynamic "scaling_config" {
    for_each = try(each.value.scaling_config, null) != null ? [true] : []
    content { maximum_concurrency = try(each.value.scaling_config.maximum_concurrency, null) }
  }
}
output "arn" { value = local.function.arn }
output "function_name" { value = local.function.function_name }
output "invoke_arn" { value = local.function.invoke_arn }
output "version" { value = local.function.version }
`,
  },
];
