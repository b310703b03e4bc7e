resource "aws_lambda_provisioned_concurrency_config" "pay" {
  function_name                     = "pay"
  qualifier                         = "live"
  provisioned_concurrent_executions = 5
}
