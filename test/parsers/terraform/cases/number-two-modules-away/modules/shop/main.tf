variable "checkout_concurrency" {}

locals {
  limits = {
    checkout = var.checkout_concurrency
    search   = 15
  }
}

module "function" {
  source   = "../function"
  for_each = local.limits

  name        = "shop-${each.key}"
  concurrency = each.value
}
