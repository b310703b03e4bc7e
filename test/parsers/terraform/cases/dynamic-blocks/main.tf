variable "cap" {
  type    = number
  default = 25
}
variable "weights" {
  type    = map(number)
  default = { "7" = 0.1 }
}
variable "snap_start" {
  default = true
}
resource "aws_lambda_function" "pay" {
  function_name = "pay"
  role          = "arn:aws:iam::111122223333:role/pay"
  publish       = true
  dynamic "snap_start" {
    for_each = var.snap_start ? [1] : []
    content {
      apply_on = "PublishedVersions"
    }
  }
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.pay.arn
  function_version = aws_lambda_function.pay.version
  dynamic "routing_config" {
    for_each = length(var.weights) > 0 ? [var.weights] : []
    iterator = shift
    content {
      additional_version_weights = shift.value
    }
  }
}
resource "aws_lambda_event_source_mapping" "queue" {
  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:pay"
  function_name    = aws_lambda_alias.live.arn
  dynamic "scaling_config" {
    for_each = var.cap == null ? [] : [var.cap]
    content {
      maximum_concurrency = scaling_config.value
    }
  }
}
