resource "aws_lambda_function" "ship" {
  function_name = "ship"
  role          = "arn:aws:iam::111122223333:role/ship"
  publish       = true

  capacity_provider_config {
    lambda_managed_instances_capacity_provider_config {
      capacity_provider_arn                     = "arn:aws:lambda:eu-west-1:111122223333:capacity-provider:fleet"
      per_execution_environment_max_concurrency = 1600
    }
  }
}
