variable "functions" {
  type = map(object({
    reserved    = optional(number, 10)
    memory      = optional(number)
    provisioned = optional(number, 0)
    settings = optional(object({
      timeout = optional(number, 45)
      publish = optional(bool, true)
    }), {})
  }))
}
locals {
  provisioned = { for name, f in var.functions : name => f.provisioned if f.provisioned > 0 }
}
resource "aws_lambda_function" "this" {
  for_each                       = var.functions
  function_name                  = "svc-${each.key}"
  role                           = "arn:aws:iam::111122223333:role/svc"
  memory_size                    = coalesce(each.value.memory, 192)
  timeout                        = each.value.settings.timeout
  publish                        = each.value.settings.publish
  reserved_concurrent_executions = each.value.reserved
}
resource "aws_lambda_alias" "live" {
  for_each         = local.provisioned
  name             = "live"
  function_name    = aws_lambda_function.this[each.key].function_name
  function_version = aws_lambda_function.this[each.key].version
}
resource "aws_lambda_provisioned_concurrency_config" "live" {
  for_each                          = aws_lambda_alias.live
  function_name                     = each.value.function_name
  qualifier                         = each.value.name
  provisioned_concurrent_executions = local.provisioned[each.key]
}
