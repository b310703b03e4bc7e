provider "aws" { region = "eu-west-1" }
provider "aws" {
  alias  = "us"
  region = "us-east-1"
  assume_role { role_arn = "arn:aws:iam::444455556666:role/deploy" }
}
variable "cap" { default = 30 }
module "pay" {
  source   = "../modules/service"
  name     = "pay"
  reserved = var.cap
}
module "regional" {
  source    = "../modules/service"
  for_each  = { a = 1, b = 2 }
  name      = "regional-${each.key}"
  reserved  = each.value
  providers = { aws = aws.us }
}
resource "aws_lambda_permission" "api" {
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  function_name = module.pay.name
  qualifier     = module.pay.alias
}
module "away" {
  source        = "git::https://example.com/lambda.git"
  function_name = "away"
}
