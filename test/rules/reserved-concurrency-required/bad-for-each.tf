resource "aws_lambda_function" "pay" {
  for_each                       = { eu = 10, us = -1 }
  function_name                  = "pay-${each.key}"
  role                           = "arn:aws:iam::111122223333:role/pay"
  publish                        = true
  reserved_concurrent_executions = each.value
}
