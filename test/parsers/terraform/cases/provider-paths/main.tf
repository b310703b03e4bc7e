terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}
variable "stage" {
  default = "prod"
}
locals {
  homes = { prod = "eu-west-1", test = "eu-west-2" }
}
provider "aws" {
  region              = local.homes[var.stage]
  allowed_account_ids = ["111122223333"]
}
provider "aws" {
  alias  = "edge"
  region = "us-east-1"
  dynamic "assume_role" {
    for_each = var.stage == "prod" ? ["arn:aws:iam::444455556666:role/edge"] : []
    iterator = role
    content {
      role_arn = role.value
    }
  }
}
provider "aws" {
  alias  = "chain"
  region = "ap-south-1"
  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/first"
  }
  assume_role {
    role_arn = "arn:aws:iam::777788889999:role/second"
  }
}
resource "aws_lambda_function" "home" {
  function_name                  = "home"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 1
}
resource "aws_lambda_function" "quoted" {
  provider                       = "aws.edge"
  function_name                  = "quoted"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 2
}
resource "aws_lambda_function" "own" {
  for_each                       = toset(["sa-east-1", "ca-central-1"])
  provider                       = aws.chain
  region                         = each.key
  function_name                  = "own"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 3
}
resource "aws_lambda_function" "null_region" {
  provider                       = aws.chain
  region                         = var.stage == "test" ? "eu-west-3" : null
  function_name                  = "null-region"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 4
}
module "inherited" {
  source = "./middle"
}
module "given" {
  source    = "./middle"
  providers = { aws = aws.chain }
}
module "partly" {
  source    = "./renamed"
  providers = { amazon.far = aws.edge }
}
module "proxy" {
  source    = "./legacy"
  providers = { aws = aws.edge }
}
module "empty" {
  source = "./legacy"
}
