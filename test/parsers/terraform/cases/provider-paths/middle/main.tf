module "leaf" {
  count  = 2
  source = "../leaf"
  name   = "leaf-${count.index}"
}
