resource "aws_lambda_function" "ship" {
  function_name                  = "ship"
  role                           = "arn:aws:iam::111122223333:role/ship"
  reserved_concurrent_executions = 3
}

resource "aws_mq_broker" "orders" {
  broker_name = "orders"
  engine_type = "ActiveMQ"
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_mq_broker.orders.arn
  function_name    = aws_lambda_function.ship.arn
}
