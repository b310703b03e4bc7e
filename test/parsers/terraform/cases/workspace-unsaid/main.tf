# Names are built with the workspace, but nothing says which one an environment is.
variable "unrelated" {
  default = "prod"
}
resource "aws_lambda_function" "api" {
  function_name                  = "${terraform.workspace}-api"
  role                           = "arn:aws:iam::111122223333:role/api"
  reserved_concurrent_executions = 5
}
resource "aws_lambda_function" "only_live" {
  count                          = terraform.workspace == "live" ? 1 : 0
  function_name                  = "only-live"
  role                           = "arn:aws:iam::111122223333:role/api"
  reserved_concurrent_executions = 50
}
