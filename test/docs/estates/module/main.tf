module "payment" {
  source   = "git::https://git.example.com/platform/lambda.git?ref=v3"
  name     = "payment-api"
  reserved = 100
}
