variable "number" { type = number }
variable "text" { type = string }
variable "plain" {}
variable "list" { type = list(number) }
variable "object" {
  type = object({ size = number, name = optional(string, "o") })
}
variable "null" {
  type    = number
  default = 3
}
variable "never" {
  type     = number
  default  = 8
  nullable = false
}
variable "file" { type = number }
variable "auto" { type = number }
variable "var" { type = number }
variable "env" { type = number }
locals {
  all = {
    number = var.number
    object = var.object.size
    list   = var.list[1]
    plain  = length(var.plain)
    null   = var.null
    never  = var.never
    file   = var.file
    auto   = var.auto
    var    = var.var
    env    = var.env
  }
}
resource "aws_lambda_function" "this" {
  for_each                       = local.all
  function_name                  = "${var.text}-${each.key}-${var.object.name}"
  reserved_concurrent_executions = each.value
}
