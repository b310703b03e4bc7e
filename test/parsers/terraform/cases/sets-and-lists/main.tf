variable "queues" {
  type    = set(string)
  default = ["orders", "mails", "orders"]
}
variable "caps" {
  type    = list(number)
  default = [3, 5]
}
locals {
  ordered = sort(tolist(var.queues))
  pairs   = setproduct(["eu", "us"], ["read", "write"])
}
resource "aws_lambda_function" "consumer" {
  for_each                       = var.queues
  function_name                  = "consume-${each.value}"
  role                           = "arn:aws:iam::111122223333:role/consume"
  reserved_concurrent_executions = element(var.caps, index(local.ordered, each.key))
}
resource "aws_lambda_function" "grid" {
  for_each                       = { for pair in local.pairs : join("-", pair) => pair }
  function_name                  = each.key
  role                           = "arn:aws:iam::111122223333:role/grid"
  reserved_concurrent_executions = each.value[1] == "write" ? 2 : 20
}
resource "aws_lambda_function" "numbered" {
  count                          = length(var.caps)
  function_name                  = "numbered-${count.index + 1}"
  role                           = "arn:aws:iam::111122223333:role/numbered"
  reserved_concurrent_executions = var.caps[count.index] * 10
}
