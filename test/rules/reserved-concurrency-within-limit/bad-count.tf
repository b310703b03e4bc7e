resource "aws_lambda_function" "pay" {
  function_name                  = "pay-${count.index}"
  role                           = "arn:aws:iam::111122223333:role/pay-${count.index}"
  count                          = 4
  reserved_concurrent_executions = 250
}
