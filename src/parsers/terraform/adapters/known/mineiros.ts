import type { ModuleAdapter } from "../adapter.ts";

/** See https://registry.terraform.io/modules/mineiros-io/lambda-function/aws */
export const MINEIROS: readonly ModuleAdapter[] = [
  {
    sources: ["mineiros-io/lambda-function/aws"],
    terraform: `
variable "module_enabled" { default = true }
variable "function_name" {}
variable "memory_size" { default = 128 }
variable "timeout" { default = 3 }
variable "publish" { default = false }
variable "reserved_concurrent_executions" { default = -1 }
variable "function_tags" { default = {} }
resource "aws_lambda_function" "lambda" {
  count                          = var.module_enabled ? 1 : 0
  function_name                  = var.function_name
  memory_size                    = var.memory_size
  timeout                        = var.timeout
  publish                        = var.publish
  reserved_concurrent_executions = var.reserved_concurrent_executions
  tags                           = var.function_tags
}
variable "aliases" { default = {} }
resource "aws_lambda_alias" "alias" {
  for_each         = { for name, alias in var.aliases : name => alias if var.module_enabled }
  name             = each.key
  function_name    = aws_lambda_function.lambda[0].function_name
  function_version = try(each.value.version, "$LATEST")
  dynamic "routing_config" {
    for_each = try([each.value.additional_version_weights], [])
    content { additional_version_weights = routing_config.value }
  }
}
output "function" { value = try(aws_lambda_function.lambda[0], null) }
output "aliases" { value = aws_lambda_alias.alias }
`,
  },
];
