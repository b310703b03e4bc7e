terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.elsewhere]
    }
  }
}
module "inner" {
  source = "../queue"
  providers = {
    aws = aws.elsewhere
  }
}
resource "aws_lambda_function" "home" {
  function_name                  = "home"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 9
}
