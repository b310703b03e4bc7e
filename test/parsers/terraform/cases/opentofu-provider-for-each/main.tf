variable "places" {
  default = {
    home = { region = "eu-north-1", account = "111122223333" }
    away = { region = "sa-east-1", account = "444455556666" }
  }
}
variable "chosen" {
  type = string
}
provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias    = "at"
  for_each = var.places
  region   = each.value.region
  assume_role {
    role_arn = "arn:aws:iam::${each.value.account}:role/deploy"
  }
}
provider "aws" {
  alias    = "in"
  for_each = toset(["us-west-1", "us-west-2"])
  region   = each.key
}
module "queue" {
  for_each = var.places
  source   = "./queue"
  providers = {
    aws = aws.at[each.key]
  }
}
module "stage" {
  source = "./stage"
  providers = {
    aws.elsewhere = aws.in["us-west-2"]
  }
}
resource "aws_lambda_function" "fixed" {
  provider                       = aws.in["us-west-1"]
  function_name                  = "fixed"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 1
}
resource "aws_lambda_function" "each" {
  for_each                       = toset(["us-west-1", "us-west-2"])
  provider                       = aws.in[each.value]
  function_name                  = "each"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 2
}
resource "aws_lambda_function" "conditional" {
  provider                       = aws.at[var.chosen == "home" ? "home" : "away"]
  function_name                  = "conditional"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 3
}
resource "aws_lambda_function" "open" {
  provider                       = aws.in[var.chosen]
  function_name                  = "open"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 4
}
resource "aws_lambda_function" "not_there" {
  provider                       = aws.in["eu-west-3"]
  function_name                  = "not-there"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 5
}
resource "aws_lambda_function" "no_key" {
  provider                       = aws.in
  function_name                  = "no-key"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 6
}
