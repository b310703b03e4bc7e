module "explicit_null" {
  source   = "./fn"
  name     = "explicit-null"
  reserved = null
  memory   = null
}
module "absent" {
  source = "./fn"
  name   = "absent"
}
module "zero" {
  source   = "./fn"
  name     = "zero"
  reserved = 0
}
module "text" {
  source   = "./fn"
  name     = "text"
  reserved = "-1"
}
