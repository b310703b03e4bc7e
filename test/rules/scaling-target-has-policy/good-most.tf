resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  publish                        = true
  reserved_concurrent_executions = 50
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.pay.function_name
  function_version = aws_lambda_function.pay.version
}

resource "aws_appautoscaling_target" "pay" {
  service_namespace  = "lambda"
  resource_id        = "function:pay:live"
  scalable_dimension = "lambda:function:ProvisionedConcurrency"
  min_capacity       = 5
  max_capacity       = 40
}

resource "aws_appautoscaling_policy" "pay" {
  name               = "pay"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.pay.service_namespace
  resource_id        = aws_appautoscaling_target.pay.resource_id
  scalable_dimension = aws_appautoscaling_target.pay.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 0.9

    predefined_metric_specification {
      predefined_metric_type = "LambdaProvisionedConcurrencyUtilization"
    }
  }
}
