resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = aws_iam_role.redirect.arn
  publish                        = true
  reserved_concurrent_executions = 50
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.pay.function_name
  function_version = aws_lambda_function.pay.version
}

resource "aws_lambda_provisioned_concurrency_config" "pay" {
  function_name                     = aws_lambda_function.pay.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 5
}

resource "aws_iam_role" "redirect" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["edgelambda.amazonaws.com"] } }]
  })
}
