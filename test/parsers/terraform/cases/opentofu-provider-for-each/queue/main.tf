data "aws_region" "here" {}
resource "aws_lambda_function" "this" {
  function_name                  = "queue-${data.aws_region.here.name}"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 800
}
