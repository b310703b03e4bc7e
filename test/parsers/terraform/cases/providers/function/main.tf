variable "name" {}
data "aws_region" "current" {}
data "aws_caller_identity" "current" {}
resource "aws_lambda_function" "this" {
  function_name                  = "${var.name}-${data.aws_region.current.name}-${data.aws_caller_identity.current.account_id}"
  role                           = "arn:aws:iam::444455556666:role/x"
  reserved_concurrent_executions = 4
}
