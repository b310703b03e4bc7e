resource "aws_lambda_function" "invoices" {
  function_name                  = "invoices"
  role                           = "arn:aws:iam::111122223333:role/invoices"
  handler                        = "index.handler"
  runtime                        = "nodejs22.x"
  filename                       = "invoices.zip"
  reserved_concurrent_executions = 80
}

resource "aws_lambda_function" "receipts" {
  function_name                  = "receipts"
  role                           = "arn:aws:iam::111122223333:role/receipts"
  handler                        = "index.handler"
  runtime                        = "nodejs22.x"
  filename                       = "receipts.zip"
  reserved_concurrent_executions = 80

  tags = {
    owner = "billing"
  }
}
