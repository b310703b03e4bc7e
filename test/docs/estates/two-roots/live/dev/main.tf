resource "aws_lambda_function" "payment" {
  function_name = "payment-api-dev"
}
