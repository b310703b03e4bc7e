terraform {
  required_providers {
    amazon = {
      source                = "hashicorp/aws"
      configuration_aliases = [amazon.far]
    }
  }
}
resource "aws_lambda_function" "near" {
  provider                       = amazon
  function_name                  = "near"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 7
}
resource "aws_lambda_function" "far" {
  provider                       = amazon.far
  function_name                  = "far"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 8
}
