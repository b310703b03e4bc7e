module "internal" {
  source = "git::ssh://git@git.example.com/platform/lambda.git?ref=v3"
  name   = "internal"
  burst  = 7
}
module "other" {
  source = "git::ssh://git@git.example.com/platform/queue.git?ref=v3"
  name   = "jobs"
}
output "arn" {
  value = module.internal.arn
}
resource "aws_lambda_event_source_mapping" "jobs" {
  event_source_arn = module.other.arn
  function_name    = module.internal.arn
  scaling_config {
    maximum_concurrency = 4
  }
}
