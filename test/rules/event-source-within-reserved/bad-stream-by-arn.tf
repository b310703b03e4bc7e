resource "aws_lambda_function" "ship" {
  function_name                  = "ship"
  role                           = "arn:aws:iam::111122223333:role/ship"
  reserved_concurrent_executions = 20
}

resource "aws_kinesis_stream" "scans" {
  name        = "scans"
  shard_count = 8
}

resource "aws_lambda_event_source_mapping" "scans" {
  event_source_arn = "arn:aws:kinesis:eu-west-1:111122223333:stream/scans"
  function_name    = aws_lambda_function.ship.arn
  parallelization_factor = 4
}
