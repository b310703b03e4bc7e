variable "deployer" {
  default = "arn:aws:iam::222233334444:role/deployer"
}
variable "person" {
  default = null
}
variable "account" {
  type = string
}
variable "role_name" {
  type = string
}
provider "aws" {
  region = "eu-west-1"
  dynamic "assume_role" {
    for_each = var.deployer == null ? [] : [var.deployer]
    content {
      role_arn = assume_role.value
    }
  }
}
provider "aws" {
  alias  = "nobody"
  region = "eu-west-2"
  dynamic "assume_role" {
    for_each = var.person == null ? [] : [var.person]
    iterator = each_role
    content {
      role_arn = each_role.value
    }
  }
}
provider "aws" {
  alias  = "chain"
  region = "eu-west-3"
  assume_role {
    role_arn = "arn:aws:iam::222233334444:role/first"
  }
  assume_role {
    role_arn = "arn:aws:iam::333344445555:role/last"
  }
}
provider "aws" {
  alias  = "web"
  region = "eu-west-3"
  assume_role_with_web_identity {
    role_arn = "arn:aws:iam::555566667777:role/${var.role_name}"
  }
}
provider "aws" {
  alias  = "untold"
  region = "eu-west-3"
  assume_role {
    role_arn = "arn:aws:iam::${var.account}:role/deployer"
  }
}
provider "aws" {
  alias               = "allowed"
  region              = "eu-west-3"
  allowed_account_ids = [var.account]
}
resource "aws_lambda_function" "dynamic" {
  function_name                  = "dynamic"
  role                           = "arn:aws:iam::222233334444:role/x"
  reserved_concurrent_executions = 1
}
resource "aws_lambda_function" "nobody" {
  provider                       = aws.nobody
  function_name                  = "nobody"
  role                           = "arn:aws:iam::222233334444:role/x"
  reserved_concurrent_executions = 2
}
resource "aws_lambda_function" "chain" {
  provider                       = "aws.chain"
  function_name                  = "chain"
  role                           = "arn:aws:iam::222233334444:role/x"
  reserved_concurrent_executions = 3
}
resource "aws_lambda_function" "web" {
  provider                       = aws.web
  function_name                  = "web"
  role                           = "arn:aws:iam::222233334444:role/x"
  reserved_concurrent_executions = 4
}
resource "aws_lambda_function" "untold" {
  provider                       = aws.untold
  function_name                  = "untold"
  role                           = "arn:aws:iam::222233334444:role/x"
  reserved_concurrent_executions = 5
}
resource "aws_lambda_function" "allowed" {
  provider                       = aws.allowed
  function_name                  = "allowed"
  role                           = "arn:aws:iam::222233334444:role/x"
  reserved_concurrent_executions = 6
}
module "proxy" {
  source    = "./proxy"
  providers = { aws = aws.chain }
}
module "renamed" {
  source = "./renamed"
}
