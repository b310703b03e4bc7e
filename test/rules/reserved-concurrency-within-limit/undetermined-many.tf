# Five services in as many copies as a variable says that nothing sets.
variable "instances" {
  type = number
}

resource "aws_lambda_function" "pay" {
  count                          = var.instances
  function_name                  = "pay-${count.index}"
  role                           = "arn:aws:iam::111122223333:role/pay"
  reserved_concurrent_executions = 20
}

resource "aws_lambda_function" "mail" {
  count                          = var.instances
  function_name                  = "mail-${count.index}"
  role                           = "arn:aws:iam::111122223333:role/pay"
  reserved_concurrent_executions = 20
}

resource "aws_lambda_function" "ship" {
  count                          = var.instances
  function_name                  = "ship-${count.index}"
  role                           = "arn:aws:iam::111122223333:role/pay"
  reserved_concurrent_executions = 20
}

resource "aws_lambda_function" "bill" {
  count                          = var.instances
  function_name                  = "bill-${count.index}"
  role                           = "arn:aws:iam::111122223333:role/pay"
  reserved_concurrent_executions = 20
}

resource "aws_lambda_function" "scan" {
  count                          = var.instances
  function_name                  = "scan-${count.index}"
  role                           = "arn:aws:iam::111122223333:role/pay"
  reserved_concurrent_executions = 20
}
