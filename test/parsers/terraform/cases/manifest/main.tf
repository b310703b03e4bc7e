module "api" {
  source   = "acme/lambda/aws"
  version  = "1.0.0"
  reserved = 12
}
