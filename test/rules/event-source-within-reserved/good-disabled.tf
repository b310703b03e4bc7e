resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  publish                        = true
  reserved_concurrent_executions = 5
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = "arn:aws:sqs:us-east-1:111122223333:orders"
  function_name    = aws_lambda_function.pay.arn
  enabled          = false

  scaling_config {
    maximum_concurrency = 10
  }
}
