resource "awscc_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "r"
  code                           = {}
  reserved_concurrent_executions = 15
  tags                           = [{ key = "team", value = "shop" }]
  snap_start                     = { apply_on = "PublishedVersions" }
}
resource "awscc_lambda_version" "v" { function_name = awscc_lambda_function.pay.function_name }
resource "awscc_lambda_alias" "live" {
  name             = "live"
  function_name    = awscc_lambda_function.pay.function_name
  function_version = awscc_lambda_version.v.version
  provisioned_concurrency_config = {
    provisioned_concurrent_executions = 5
  }
}
