resource "aws_lambda_function" "live" {
  function_name                  = "payment-api"
  reserved_concurrent_executions = 100
  tags                           = { environment = "prod" }
}

resource "aws_lambda_function" "trial" {
  function_name = "payment-api-trial"
  tags          = { environment = "dev" }
}
