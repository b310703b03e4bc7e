provider "aws" {
  region = "us-east-1"
}

resource "aws_cloudfront_distribution" "shop" {
  enabled = true

  default_cache_behavior {
    lambda_function_association {
      event_type = "viewer-request"
      lambda_arn = "arn:aws:lambda:us-east-1:111122223333:function:sign-in:7"
    }
  }
}

resource "aws_lambda_provisioned_concurrency_config" "sign_in" {
  function_name                     = "arn:aws:lambda:us-east-1:111122223333:function:sign-in"
  qualifier                         = "live"
  provisioned_concurrent_executions = 5
}
