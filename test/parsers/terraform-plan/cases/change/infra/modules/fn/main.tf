variable "name" {}
variable "cap" {
  type = number
}
resource "aws_lambda_function" "this" {
  function_name                  = var.name
  role                           = "arn:aws:iam::111122223333:role/fn"
  runtime                        = "nodejs22.x"
  handler                        = "index.handler"
  s3_bucket                      = "code"
  s3_key                         = "fn.zip"
  reserved_concurrent_executions = var.cap
}
output "arn" {
  value = aws_lambda_function.this.arn
}
