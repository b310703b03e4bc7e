resource "aws_lambda_function" "inner" { reserved_concurrent_executions = 2 }
