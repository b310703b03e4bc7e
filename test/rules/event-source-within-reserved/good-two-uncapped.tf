resource "aws_lambda_function" "ship" {
  function_name                  = "ship"
  role                           = "arn:aws:iam::111122223333:role/ship"
  reserved_concurrent_executions = 10
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:orders"
  function_name    = aws_lambda_function.ship.arn
}

resource "aws_lambda_event_source_mapping" "refunds" {
  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:refunds"
  function_name    = aws_lambda_function.ship.arn
}
