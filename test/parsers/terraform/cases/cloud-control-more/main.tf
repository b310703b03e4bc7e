resource "awscc_lambda_function" "api" {
  function_name                  = "api"
  role                           = "arn:aws:iam::111122223333:role/x"
  code                           = { image_uri = "x" }
  memory_size                    = 512
  reserved_concurrent_executions = 14
  architectures                  = ["arm64"]
}
resource "awscc_lambda_version" "v" {
  function_name = awscc_lambda_function.api.function_name
  provisioned_concurrency_config = {
    provisioned_concurrent_executions = 2
  }
}
resource "awscc_lambda_event_source_mapping" "queue" {
  function_name    = awscc_lambda_function.api.arn
  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:q"
  scaling_config = {
    maximum_concurrency = 8
  }
}
resource "awscc_lambda_url" "url" {
  target_function_arn = awscc_lambda_function.api.arn
  auth_type           = "NONE"
}
resource "awscc_lambda_permission" "p" {
  function_name = awscc_lambda_function.api.arn
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
}
