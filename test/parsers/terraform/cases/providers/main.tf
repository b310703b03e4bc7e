variable "region" {
  default = "eu-west-1"
}
provider "aws" {
  region = var.region
  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/deploy"
  }
}
provider "aws" {
  alias               = "us"
  region              = "us-east-1"
  allowed_account_ids = ["777788889999"]
}
resource "aws_lambda_function" "home" {
  function_name                  = "home"
  role                           = "arn:aws:iam::444455556666:role/x"
  reserved_concurrent_executions = 1
}
resource "aws_lambda_function" "edge" {
  provider                       = aws.us
  function_name                  = "edge"
  role                           = "arn:aws:iam::777788889999:role/x"
  reserved_concurrent_executions = 2
}
resource "aws_lambda_function" "own_region" {
  region                         = "ap-south-1"
  function_name                  = "own-region"
  role                           = "arn:aws:iam::444455556666:role/x"
  reserved_concurrent_executions = 3
}
module "inherits" {
  source = "./function"
  name   = "inherits"
}
module "mapped" {
  source = "./function"
  name   = "mapped"
  providers = {
    aws = aws.us
  }
}
module "deep" {
  source = "./wrapper"
  providers = {
    aws.main = aws.us
  }
}
