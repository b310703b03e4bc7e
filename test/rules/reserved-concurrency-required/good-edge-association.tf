resource "aws_lambda_function" "redirect" {
  function_name = "redirect"
  role          = "arn:aws:iam::111122223333:role/redirect"
  publish       = true
}

resource "aws_cloudfront_distribution" "site" {
  enabled = true

  default_cache_behavior {
    lambda_function_association {
      event_type = "viewer-request"
      lambda_arn = aws_lambda_function.redirect.qualified_arn
    }
  }
}
