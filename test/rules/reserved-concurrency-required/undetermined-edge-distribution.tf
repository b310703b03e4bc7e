variable "site" {
  type = bool
}

resource "aws_lambda_function" "redirect" {
  function_name = "redirect"
  publish       = true
}

resource "aws_cloudfront_distribution" "site" {
  count   = var.site ? 1 : 0
  enabled = true
  ordered_cache_behavior {
    path_pattern = "/old/*"
    lambda_function_association {
      event_type = "viewer-request"
      lambda_arn = aws_lambda_function.redirect.qualified_arn
    }
  }
}
