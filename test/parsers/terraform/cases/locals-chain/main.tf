variable "tier" {
  default = "gold"
}
locals {
  tiers     = { bronze = 1, silver = 5, gold = 25 }
  base      = local.tiers[var.tier]
  doubled   = local.base * 2
  with_head = local.doubled + local.headroom
  headroom  = ceil(local.doubled * 0.15)
  bounded   = min(max(local.with_head, 10), 200)
}
resource "aws_lambda_function" "chain" {
  function_name                  = join("-", compact(["chain", var.tier, ""]))
  role                           = "arn:aws:iam::111122223333:role/chain"
  reserved_concurrent_executions = local.bounded
}
resource "aws_lambda_function" "half" {
  function_name                  = upper("half")
  role                           = "arn:aws:iam::111122223333:role/half"
  reserved_concurrent_executions = floor(local.base / 2)
}
