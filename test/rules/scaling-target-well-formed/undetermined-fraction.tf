variable "big" {
  type = bool
}

resource "aws_appautoscaling_target" "pay" {
  service_namespace  = "lambda"
  scalable_dimension = "lambda:function:ProvisionedConcurrency"
  resource_id        = "function:pay:live"
  min_capacity       = 1
  max_capacity       = var.big ? 20 : 2.5
}
