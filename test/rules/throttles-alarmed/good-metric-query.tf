resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  reserved_concurrent_executions = 50
}

resource "aws_cloudwatch_metric_alarm" "pay" {
  alarm_name          = "pay"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  threshold           = 0

  metric_query {
    id          = "throttled"
    return_data = true

    metric {
      namespace   = "AWS/Lambda"
      metric_name = "Throttles"
      period      = 60
      stat        = "Sum"

      dimensions = {
        FunctionName = aws_lambda_function.pay.function_name
      }
    }
  }
}
