module "network" {
  source = "./network"
}
module "api" {
  source      = "./function"
  name        = "api"
  concurrency = module.network.concurrency_budget / 2
}
module "worker" {
  source      = "./function"
  name        = "worker"
  concurrency = module.api.concurrency + 1
}
# Goes in and out of one module: nothing hangs on itself.
module "loop" {
  source      = "./function"
  name        = "loop"
  concurrency = module.loop.constant
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = module.api.name
  function_version = module.api.version
}
resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name                     = module.api.name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = module.worker.concurrency
}
