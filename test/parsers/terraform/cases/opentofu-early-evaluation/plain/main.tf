variable "inner" {}
module "inner" {
  source = var.inner
}
