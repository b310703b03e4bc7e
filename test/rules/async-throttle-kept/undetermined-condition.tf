variable "keep" {
  type = bool
}

resource "aws_lambda_function" "thumb" {
  function_name                  = "thumb"
  role                           = "arn:aws:iam::111122223333:role/thumb"
  reserved_concurrent_executions = 2
}

resource "aws_lambda_function_event_invoke_config" "thumb" {
  function_name                = aws_lambda_function.thumb.function_name
  maximum_event_age_in_seconds = var.keep ? 21600 : 60
}
