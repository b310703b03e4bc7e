provider "aws" {
  region = "eu-west-1"
}
variable "size" {
  default = "small"
}
variable "area" {
  type = string
}
variable "release" {
  default = "7.4.0"
}
locals {
  folder = format("./sizes/%s", var.size)
}
module "orders" {
  source = local.folder
}
module "joined" {
  source = join("/", ["${path.module}", "sizes", var.size == "small" ? "large" : "small"])
}
module "untold" {
  source = "./regional/${var.area}"
}
module "registry" {
  source                         = "terraform-aws-modules/${"lambda"}/aws"
  version                        = var.release
  function_name                  = "registry"
  reserved_concurrent_executions = 5
}
module "itself" {
  source = module.itself.folder
}
module "nested" {
  source = "./plain"
  inner  = "../sizes/large"
}
