resource "aws_lambda_function" "ship" {
  function_name                  = "ship"
  role                           = "arn:aws:iam::111122223333:role/ship"
  reserved_concurrent_executions = 3
}

resource "aws_kinesis_stream" "scans" {
  name = "scans"

  stream_mode_details {
    stream_mode = "ON_DEMAND"
  }
}

resource "aws_lambda_event_source_mapping" "scans" {
  event_source_arn = aws_kinesis_stream.scans.arn
  function_name    = aws_lambda_function.ship.arn
  parallelization_factor = 4
}
