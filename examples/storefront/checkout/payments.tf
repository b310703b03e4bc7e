resource "aws_lambda_function" "payment_processor" {
  function_name                  = "payment-processor-${var.environment}"
  role                           = aws_iam_role.checkout.arn
  runtime                        = "nodejs24.x"
  handler                        = "index.handler"
  architectures                  = ["arm64"]
  memory_size                    = 1024
  timeout                        = 10
  s3_bucket                      = var.artifacts_bucket
  s3_key                         = "payment-processor.zip"
  reserved_concurrent_executions = var.payment_capacity.reserved
}

resource "aws_lambda_alias" "prod" {
  name             = "PROD"
  function_name    = aws_lambda_function.payment_processor.function_name
  function_version = "$LATEST"
}

resource "aws_lambda_provisioned_concurrency_config" "payment_processor" {
  count = var.payment_capacity.provisioned > 0 ? 1 : 0

  function_name                     = aws_lambda_function.payment_processor.function_name
  qualifier                         = aws_lambda_alias.prod.name
  provisioned_concurrent_executions = var.payment_capacity.provisioned
}

resource "aws_apigatewayv2_api" "checkout" {
  name          = "checkout-${var.environment}"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "payments" {
  api_id                 = aws_apigatewayv2_api.checkout.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_alias.prod.invoke_arn
  payload_format_version = "2.0"
}
