resource "aws_lambda_capacity_provider" "fleet" {
  name = "fleet"
}
resource "aws_lambda_function" "managed" {
  function_name = "managed"
  role          = "arn:aws:iam::111122223333:role/x"
  publish       = true
  capacity_provider_config {
    lambda_managed_instances_capacity_provider_config {
      capacity_provider_arn = aws_lambda_capacity_provider.fleet.arn
    }
  }
}
resource "aws_lambda_function" "tenants" {
  function_name = "tenants"
  role          = "arn:aws:iam::111122223333:role/x"
  tenancy_config {
    tenant_isolation_mode = "PER_TENANT"
  }
  reserved_concurrent_executions = 12
}
resource "aws_lambda_function" "durable" {
  function_name = "durable"
  role          = "arn:aws:iam::111122223333:role/x"
  durable_config {
    execution_timeout = 3600
  }
  reserved_concurrent_executions = 0
}
resource "aws_lambda_layer_version" "layer" {
  layer_name = "layer"
}
resource "aws_lambda_function_event_invoke_config" "async" {
  function_name          = aws_lambda_function.tenants.function_name
  maximum_retry_attempts = 0
}
resource "aws_lambda_event_source_mapping" "kafka" {
  function_name    = aws_lambda_function.tenants.arn
  event_source_arn = "arn:aws:kafka:eu-west-1:111122223333:cluster/c/1"
  topics           = ["t"]
  provisioned_poller_config {
    minimum_pollers = 2
    maximum_pollers = 20
  }
}
