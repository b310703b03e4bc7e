resource "aws_lambda_function" "ship" {
  function_name                  = "ship"
  role                           = "arn:aws:iam::111122223333:role/ship"
  reserved_concurrent_executions = 4
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2026-01-01T00:00:00.000"
  function_name    = aws_lambda_function.ship.arn
  parallelization_factor = 4
}
