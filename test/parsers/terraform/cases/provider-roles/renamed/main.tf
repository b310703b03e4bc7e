terraform {
  required_providers {
    amazon = {
      source = "registry.terraform.io/hashicorp/aws"
    }
  }
}
resource "aws_lambda_function" "this" {
  provider                       = amazon
  function_name                  = "renamed"
  role                           = "arn:aws:iam::222233334444:role/x"
  reserved_concurrent_executions = 8
}
