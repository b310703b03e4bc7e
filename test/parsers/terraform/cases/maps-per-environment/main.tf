variable "env" {
  default = "prod"
}
variable "defaults" {
  type = object({
    reserved = number
    memory   = number
    timeout  = number
  })
  default = {
    reserved = 5
    memory   = 128
    timeout  = 30
  }
}
variable "overrides" {
  type = map(map(number))
  default = {
    prod = { reserved = 60, memory = 512 }
    dev  = { reserved = 1 }
  }
}
locals {
  settings   = merge(var.defaults, lookup(var.overrides, var.env, {}))
  capacities = { prod = { min = 10, max = 50 }, default = { min = 1, max = 2 } }
  capacity   = lookup(local.capacities, var.env, local.capacities["default"])
}
resource "aws_lambda_function" "search" {
  function_name                  = "search"
  role                           = "arn:aws:iam::111122223333:role/search"
  memory_size                    = local.settings["memory"]
  timeout                        = local.settings.timeout
  publish                        = true
  reserved_concurrent_executions = local.settings.reserved
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.search.function_name
  function_version = aws_lambda_function.search.version
}
resource "aws_appautoscaling_target" "live" {
  service_namespace  = "lambda"
  resource_id        = "function:${aws_lambda_alias.live.function_name}:${aws_lambda_alias.live.name}"
  scalable_dimension = "lambda:function:ProvisionedConcurrency"
  min_capacity       = local.capacity.min
  max_capacity       = local.capacity.max
}
