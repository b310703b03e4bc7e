variable "name" {}
variable "reserved" {
  type    = number
  default = -1
}
module "function" {
  source   = "../function"
  settings = { name = var.name, reserved = var.reserved }
}
output "name" { value = module.function.function.function_name }
output "alias" { value = module.function.alias }
