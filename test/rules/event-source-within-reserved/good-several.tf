resource "aws_lambda_function" "ship" {
  function_name                  = "ship"
  role                           = "arn:aws:iam::111122223333:role/ship"
  reserved_concurrent_executions = 60
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:orders"
  function_name    = aws_lambda_function.ship.arn

  scaling_config {
    maximum_concurrency = 20
  }
}

resource "aws_kinesis_stream" "scans" {
  name        = "scans"
  shard_count = 8
}

resource "aws_lambda_event_source_mapping" "scans" {
  event_source_arn = aws_kinesis_stream.scans.arn
  function_name    = aws_lambda_function.ship.arn
  parallelization_factor = 4
}

resource "aws_lambda_event_source_mapping" "refunds" {
  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:refunds"
  function_name    = aws_lambda_function.ship.arn
}
