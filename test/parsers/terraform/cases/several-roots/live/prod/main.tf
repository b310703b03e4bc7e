terraform {
  backend "s3" {}
}
module "app" {
  source = "../../app"
  cap    = 45
}
