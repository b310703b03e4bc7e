resource "aws_lambda_function" "api" {
  function_name                  = "${terraform.workspace}-api"
  role                           = "arn:aws:iam::111122223333:role/api"
  reserved_concurrent_executions = terraform.workspace == "live" ? 50 : 5
}
