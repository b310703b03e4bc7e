resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  publish                        = true
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.pay.function_name
  function_version = aws_lambda_function.pay.version
}

resource "aws_appautoscaling_target" "pay" {
  service_namespace  = "lambda"
  scalable_dimension = "lambda:function:ProvisionedConcurrency"
  resource_id        = "function:pay:live"
  min_capacity       = 5
  max_capacity       = 20
}

resource "aws_appautoscaling_policy" "pay" {
  name               = "pay"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.pay.service_namespace
  scalable_dimension = aws_appautoscaling_target.pay.scalable_dimension
  resource_id        = aws_appautoscaling_target.pay.resource_id

  target_tracking_scaling_policy_configuration {
    target_value = 70

    customized_metric_specification {
      namespace   = "AWS/Lambda"
      metric_name = "ProvisionedConcurrencyUtilization"
      statistic   = "Maximum"
    }
  }
}
