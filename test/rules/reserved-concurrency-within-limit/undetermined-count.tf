variable "shards" {
  type = number
}

resource "aws_lambda_function" "pay" {
  function_name                  = "pay-${count.index}"
  role                           = "arn:aws:iam::111122223333:role/pay-${count.index}"
  count                          = var.shards
  reserved_concurrent_executions = 250
}
