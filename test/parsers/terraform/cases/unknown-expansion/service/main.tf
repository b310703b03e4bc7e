variable "name" {}
resource "aws_lambda_function" "this" {
  count                          = 2
  function_name                  = "${var.name}-${count.index}"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 3
}
