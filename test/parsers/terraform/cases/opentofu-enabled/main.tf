provider "aws" {
  region = "eu-central-1"
}
variable "beta" {
  type = bool
}
variable "audit" {
  default = false
}
resource "aws_lambda_function" "stable" {
  function_name                  = "stable"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 4
  lifecycle {
    enabled = !var.audit
  }
}
resource "aws_lambda_function" "auditor" {
  function_name                  = "auditor"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 5
  lifecycle {
    enabled = var.audit
  }
}
resource "aws_lambda_function" "beta" {
  function_name                  = "beta"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = aws_lambda_function.auditor == null ? 6 : 60
  lifecycle {
    enabled = var.beta
  }
}
resource "aws_lambda_function" "several" {
  count                          = 2
  function_name                  = "several"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 7
  lifecycle {
    enabled = true
  }
}
resource "aws_lambda_function" "never" {
  function_name                  = "never"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 8
  lifecycle {
    enabled = null
  }
}
data "aws_lambda_function" "old" {
  function_name = "old"
  lifecycle {
    enabled = false
  }
}
module "on" {
  source = "./worker"
  name   = "on-${try(data.aws_lambda_function.old.function_name, "none")}"
  lifecycle {
    enabled = !var.audit
  }
}
module "off" {
  source = "./worker"
  name   = "off"
  lifecycle {
    enabled = var.audit
  }
}
module "perhaps" {
  source = "./worker"
  name   = "perhaps"
  lifecycle {
    enabled = var.beta
  }
}
