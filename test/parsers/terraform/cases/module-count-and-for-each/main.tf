variable "regions" {
  type    = list(string)
  default = ["eu", "us"]
}
variable "with_reports" {
  default = false
}
module "api" {
  source   = "./function"
  for_each = { for index, region in var.regions : region => (index + 1) * 10 }
  name     = "api-${each.key}"
  cap      = each.value
}
module "reports" {
  source = "./function"
  count  = var.with_reports ? 1 : 0
  name   = "reports"
  cap    = 500
}
module "workers" {
  source = "./function"
  count  = 2
  name   = "worker-${count.index}"
  cap    = module.api["us"].cap + count.index
}
resource "aws_lambda_function" "sum" {
  function_name                  = "sum"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = sum([for m in module.api : m.cap]) + length(module.reports) + sum(module.workers[*].cap)
}
