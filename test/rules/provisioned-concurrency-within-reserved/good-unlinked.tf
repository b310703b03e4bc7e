resource "aws_lambda_provisioned_concurrency_config" "elsewhere" {
  function_name                     = "declared-elsewhere"
  qualifier                         = "live"
  provisioned_concurrent_executions = 500
}
