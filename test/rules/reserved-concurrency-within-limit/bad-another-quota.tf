resource "aws_servicequotas_service_quota" "concurrency" {
  service_code = "lambda"
  quota_code   = "L-2ACBD22F"
  value        = 3000
}

resource "aws_lambda_function" "ship" {
  function_name                  = "ship"
  role                           = "arn:aws:iam::111122223333:role/ship"
  reserved_concurrent_executions = 1500
}
