resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  publish                        = true
  reserved_concurrent_executions = 50
}

resource "aws_lambda_event_source_mapping" "queue" {
  event_source_arn       = var.source
  function_name          = aws_lambda_function.pay.arn
  parallelization_factor = 2

  scaling_config {
    maximum_concurrency = 10
  }
}

variable "source" {
  type = string
}
