import type { ModuleAdapter } from "../adapter.ts";

/** The interfaces are the same from 1.0 to 8.8: https://registry.terraform.io/modules/terraform-aws-modules/lambda/aws */
export const TERRAFORM_AWS_LAMBDA: readonly ModuleAdapter[] = [
  {
    sources: ["terraform-aws-modules/lambda/aws"],
    terraform: `
variable "create" { default = true }
variable "create_function" { default = true }
variable "create_layer" { default = false }
variable "create_lambda_function_url" { default = false }
variable "create_unqualified_alias_lambda_function_url" { default = true }
variable "function_name" { default = "" }
variable "publish" { default = false }
variable "lambda_at_edge" { default = false }
variable "snap_start" { default = false }
variable "memory_size" { default = 128 }
variable "timeout" { default = 3 }
variable "architectures" { default = null }
variable "region" { default = null }
variable "lambda_role" { default = "" }
variable "tags" { default = {} }
variable "function_tags" { default = {} }
variable "reserved_concurrent_executions" { default = -1 }
variable "provisioned_concurrent_executions" { default = -1 }
variable "durable_config_execution_timeout" { default = null }
variable "managed_instances_capacity_provider_arn" { default = null }
variable "tenant_isolation_mode" { default = false }
variable "event_source_mapping" { default = {} }
variable "allowed_triggers" { default = {} }
variable "create_current_version_allowed_triggers" { default = true }
variable "create_unqualified_alias_allowed_triggers" { default = true }
locals {
  create  = var.create && var.create_function && !var.create_layer
  publish = var.lambda_at_edge || var.snap_start || var.publish
}
resource "aws_iam_role" "lambda" {
  assume_role_policy = var.lambda_at_edge ? "edgelambda.amazonaws.com" : "lambda.amazonaws.com"
}
resource "aws_lambda_function" "this" {
  count                          = local.create ? 1 : 0
  region                         = var.region
  function_name                  = var.function_name
  memory_size                    = var.memory_size
  timeout                        = var.lambda_at_edge ? min(var.timeout, 30) : var.timeout
  architectures                  = var.architectures
  reserved_concurrent_executions = var.reserved_concurrent_executions
  publish                        = local.publish
  role                           = aws_iam_role.lambda.arn
  tags                           = merge(var.tags, var.function_tags)
  dynamic "snap_start" {
    for_each = var.snap_start ? [true] : []
    content { apply_on = "PublishedVersions" }
  }
  dynamic "durable_config" {
    for_each = var.durable_config_execution_timeout != null ? [true] : []
    content { execution_timeout = var.durable_config_execution_timeout }
  }
  dynamic "capacity_provider_config" {
    for_each = var.managed_instances_capacity_provider_arn != null ? [true] : []
    content {
      lambda_managed_instances_capacity_provider_config {
        capacity_provider_arn = var.managed_instances_capacity_provider_arn
      }
    }
  }
  dynamic "tenancy_config" {
    for_each = var.tenant_isolation_mode ? [true] : []
    content { tenant_isolation_mode = "PER_TENANT" }
  }
}
resource "aws_lambda_provisioned_concurrency_config" "current_version" {
  count                             = local.create && var.provisioned_concurrent_executions > -1 ? 1 : 0
  region                            = var.region
  function_name                     = aws_lambda_function.this[0].function_name
  qualifier                         = aws_lambda_function.this[0].version
  provisioned_concurrent_executions = var.provisioned_concurrent_executions
}
resource "aws_lambda_event_source_mapping" "this" {
  for_each         = { for key, mapping in var.event_source_mapping : key => mapping if local.create && var.create_unqualified_alias_allowed_triggers }
  region           = var.region
  function_name    = aws_lambda_function.this[0].arn
  event_source_arn = try(each.value.event_source_arn, null)
  batch_size             = try(each.value.batch_size, null)
  parallelization_factor = try(each.value.parallelization_factor, null)
  enabled          = try(each.value.enabled, null)
  dynamic "scaling_config" {
    for_each = try([each.value.scaling_config], [])
    content { maximum_concurrency = try(scaling_config.value.maximum_concurrency, null) }
  }
  dynamic "provisioned_poller_config" {
    for_each = try([each.value.provisioned_poller_config], [])
    content {
      minimum_pollers = try(provisioned_poller_config.value.minimum_pollers, null)
      maximum_pollers = try(provisioned_poller_config.value.maximum_pollers, null)
    }
  }
}
resource "aws_lambda_permission" "current_version_triggers" {
  for_each      = { for key, trigger in var.allowed_triggers : key => trigger if local.create && var.create_current_version_allowed_triggers }
  function_name = aws_lambda_function.this[0].function_name
  qualifier     = aws_lambda_function.this[0].version
}
resource "aws_lambda_permission" "unqualified_alias_triggers" {
  for_each      = { for key, trigger in var.allowed_triggers : key => trigger if local.create && var.create_unqualified_alias_allowed_triggers }
  function_name = aws_lambda_function.this[0].function_name
}
resource "aws_lambda_function_url" "this" {
  count         = local.create && var.create_lambda_function_url ? 1 : 0
  function_name = aws_lambda_function.this[0].function_name
  qualifier     = var.create_unqualified_alias_lambda_function_url ? null : aws_lambda_function.this[0].version
}
output "lambda_function_arn" { value = try(aws_lambda_function.this[0].arn, "") }
output "lambda_function_arn_static" { value = try(aws_lambda_function.this[0].arn, "") }
output "lambda_function_invoke_arn" { value = try(aws_lambda_function.this[0].invoke_arn, "") }
output "lambda_function_name" { value = try(aws_lambda_function.this[0].function_name, "") }
output "lambda_function_qualified_arn" { value = try(aws_lambda_function.this[0].qualified_arn, "") }
output "lambda_function_version" { value = try(aws_lambda_function.this[0].version, "") }
`,
  },
  {
    sources: ["terraform-aws-modules/lambda/aws//modules/alias"],
    terraform: `
variable "create" { default = true }
variable "use_existing_alias" { default = false }
variable "refresh_alias" { default = true }
variable "name" { default = "" }
variable "function_name" { default = "" }
variable "function_version" { default = "" }
variable "routing_additional_version_weights" { default = {} }
variable "event_source_mapping" { default = {} }
variable "allowed_triggers" { default = {} }
variable "create_version_allowed_triggers" { default = true }
variable "create_qualified_alias_allowed_triggers" { default = true }
locals {
  version = var.function_version != "" ? var.function_version : "$LATEST"
}
resource "aws_lambda_alias" "with_refresh" {
  count            = var.create && !var.use_existing_alias && var.refresh_alias ? 1 : 0
  name             = var.name
  function_name    = var.function_name
  function_version = local.version
  dynamic "routing_config" {
    for_each = length(var.routing_additional_version_weights) > 0 ? [true] : []
    content { additional_version_weights = var.routing_additional_version_weights }
  }
}
resource "aws_lambda_alias" "no_refresh" {
  count            = var.create && !var.use_existing_alias && !var.refresh_alias ? 1 : 0
  name             = var.name
  function_name    = var.function_name
  function_version = local.version
  lifecycle { ignore_changes = [function_version] }
}
resource "aws_lambda_event_source_mapping" "this" {
  for_each         = { for key, mapping in var.event_source_mapping : key => mapping if var.create }
  function_name    = local.alias.arn
  event_source_arn = try(each.value.event_source_arn, null)
  batch_size             = try(each.value.batch_size, null)
  parallelization_factor = try(each.value.parallelization_factor, null)
  dynamic "scaling_config" {
    for_each = try([each.value.scaling_config], [])
    content { maximum_concurrency = try(scaling_config.value.maximum_concurrency, null) }
  }
}
resource "aws_lambda_permission" "version_triggers" {
  for_each      = { for key, trigger in var.allowed_triggers : key => trigger if var.create && var.create_version_allowed_triggers }
  function_name = var.function_name
  qualifier     = local.version
}
resource "aws_lambda_permission" "qualified_alias_triggers" {
  for_each      = { for key, trigger in var.allowed_triggers : key => trigger if var.create && var.create_qualified_alias_allowed_triggers }
  function_name = var.function_name
  qualifier     = var.name
}
data "aws_lambda_alias" "existing" {
  count         = var.create && var.use_existing_alias ? 1 : 0
  name          = var.name
  function_name = var.function_name
}
locals {
  alias = try(data.aws_lambda_alias.existing[0], aws_lambda_alias.with_refresh[0], aws_lambda_alias.no_refresh[0])
}
output "lambda_alias_name" { value = local.alias.name }
output "lambda_alias_arn" { value = local.alias.arn }
output "lambda_alias_invoke_arn" { value = local.alias.invoke_arn }
output "lambda_alias_function_version" { value = local.alias.function_version }
`,
  },
  {
    // CodeDeploy shifts an alias that is declared elsewhere.
    sources: ["terraform-aws-modules/lambda/aws//modules/deploy"],
    terraform: 'variable "alias_name" { default = "" }',
  },
  {
    sources: ["terraform-aws-modules/lambda/aws//modules/docker-build"],
    terraform: `
resource "docker_registry_image" "this" {}
output "image_uri" { value = docker_registry_image.this.id }
output "image_id" { value = docker_registry_image.this.id }
`,
  },
];
