resource "aws_lambda_function" "half" {
  function_name = "half
  reserved_concurrent_executions = 4
}

locals {
  a = 
}

resource "aws_lambda_function" "after" {
  function_name                  = "after"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 5
}
