variable "checkout_concurrency" {
  type = number
}

module "shop" {
  source               = "../modules/shop"
  checkout_concurrency = var.checkout_concurrency
}
