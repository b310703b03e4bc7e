terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.main]
    }
  }
}
module "function" {
  source = "../function"
  name   = "deep"
  providers = {
    aws = aws.main
  }
}
