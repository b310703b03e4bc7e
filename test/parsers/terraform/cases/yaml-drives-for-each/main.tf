locals {
  files     = fileset("${path.module}/functions", "*.yaml")
  functions = { for file in local.files : trimsuffix(file, ".yaml") => yamldecode(file("${path.module}/functions/${file}")) }
  common    = jsondecode(file("${path.module}/common.json"))
}
resource "aws_lambda_function" "this" {
  for_each                       = local.functions
  function_name                  = "${local.common.prefix}-${each.key}"
  role                           = "arn:aws:iam::111122223333:role/x"
  memory_size                    = try(each.value.memory, local.common.memory)
  reserved_concurrent_executions = try(each.value.concurrency.reserved, local.common.reserved, -1)
}
resource "aws_lambda_event_source_mapping" "queue" {
  for_each         = { for name, f in local.functions : name => f.queue if can(f.queue.arn) }
  event_source_arn = each.value.arn
  function_name    = aws_lambda_function.this[each.key].arn
  scaling_config {
    maximum_concurrency = each.value.maximum
  }
}
