import type { ModuleAdapter } from "../adapter.ts";

/** See https://registry.terraform.io/modules/cloudposse/lambda-function/aws */
export const CLOUDPOSSE: readonly ModuleAdapter[] = [
  {
    sources: ["cloudposse/lambda-function/aws"],
    terraform: `
variable "enabled" { default = null }
variable "context" { default = {} }
variable "function_name" {}
variable "memory_size" { default = 128 }
variable "timeout" { default = 3 }
variable "architectures" { default = null }
variable "publish" { default = false }
variable "reserved_concurrent_executions" { default = -1 }
variable "tags" { default = {} }
resource "aws_lambda_function" "this" {
  count                          = coalesce(var.enabled, try(var.context.enabled, null), true) ? 1 : 0
  function_name                  = var.function_name
  memory_size                    = var.memory_size
  timeout                        = var.timeout
  architectures                  = var.architectures
  publish                        = var.publish
  reserved_concurrent_executions = var.reserved_concurrent_executions
  tags                           = var.tags
}
output "arn" { value = one(aws_lambda_function.this[*].arn) }
output "invoke_arn" { value = one(aws_lambda_function.this[*].invoke_arn) }
output "qualified_arn" { value = one(aws_lambda_function.this[*].qualified_arn) }
output "function_name" { value = one(aws_lambda_function.this[*].function_name) }
`,
  },
];
