locals {
  # Search is the widest part of the shop; in dev it shares the pool.
  search_reserved = var.environment == "prod" ? var.search_reserved : -1
}

resource "aws_lambda_function" "catalogue_search" {
  function_name                  = "catalogue-search-${var.environment}"
  role                           = aws_iam_role.checkout.arn
  runtime                        = "python3.14"
  handler                        = "search.handler"
  memory_size                    = 512
  s3_bucket                      = var.artifacts_bucket
  s3_key                         = "catalogue-search.zip"
  reserved_concurrent_executions = local.search_reserved
}
