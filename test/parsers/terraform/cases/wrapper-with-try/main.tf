variable "defaults" {
  type    = any
  default = { reserved = 4, timeout = 20 }
}
variable "items" {
  type = any
  default = {
    first  = { reserved = 41 }
    second = { timeout = 5 }
    third  = { reserved = "12" }
  }
}
module "fn" {
  source   = "./fn"
  for_each = var.items
  name     = each.key
  reserved = try(each.value.reserved, var.defaults.reserved, -1)
  timeout  = try(each.value.timeout, var.defaults.timeout, 3)
}
