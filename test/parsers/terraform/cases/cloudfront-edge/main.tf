provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}
resource "aws_lambda_function" "edge" {
  provider      = aws.us_east_1
  function_name = "edge"
  role          = "arn:aws:iam::111122223333:role/edge"
  publish       = true
}
resource "aws_lambda_function" "ordered" {
  provider      = aws.us_east_1
  function_name = "ordered"
  role          = "arn:aws:iam::111122223333:role/edge"
  publish       = true
}
resource "aws_lambda_function" "plain" {
  function_name = "plain"
  role          = "arn:aws:iam::111122223333:role/edge"
}
resource "aws_cloudfront_distribution" "site" {
  enabled = true
  default_cache_behavior {
    target_origin_id       = "site"
    viewer_protocol_policy = "redirect-to-https"
    lambda_function_association {
      event_type = "viewer-request"
      lambda_arn = aws_lambda_function.edge.qualified_arn
    }
  }
  ordered_cache_behavior {
    path_pattern           = "/api/*"
    target_origin_id       = "site"
    viewer_protocol_policy = "redirect-to-https"
    dynamic "lambda_function_association" {
      for_each = { "origin-request" = "${aws_lambda_function.ordered.arn}:${aws_lambda_function.ordered.version}" }
      content {
        event_type = lambda_function_association.key
        lambda_arn = lambda_function_association.value
      }
    }
  }
}
