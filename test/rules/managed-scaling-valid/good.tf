resource "aws_lambda_function" "pay" {
  function_name = "pay"
  role          = "arn:aws:iam::111122223333:role/pay"
  publish       = true

  capacity_provider_config {
    lambda_managed_instances_capacity_provider_config {
      capacity_provider_arn = aws_lambda_capacity_provider.shop.arn
    }
  }
}

resource "aws_lambda_function_scaling_config" "pay" {
  function_name = aws_lambda_function.pay.function_name
  qualifier     = "$LATEST.PUBLISHED"

  function_scaling_config {
    min_execution_environments = 3
    max_execution_environments = 20
  }
}

resource "aws_lambda_capacity_provider" "shop" {
  name = "shop"

  capacity_provider_scaling_config {
    max_vcpu_count = 64
  }
}
