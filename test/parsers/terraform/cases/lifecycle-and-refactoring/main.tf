resource "aws_lambda_function" "api" {
  function_name                  = "api"
  role                           = "arn:aws:iam::111122223333:role/x"
  publish                        = true
  reserved_concurrent_executions = 20
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.api.function_name
  function_version = aws_lambda_function.api.version
  lifecycle {
    ignore_changes = [function_version, routing_config]
  }
}
resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name                     = aws_lambda_alias.live.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 5
  skip_destroy                      = true
  lifecycle {
    ignore_changes = all
  }
}
moved {
  from = aws_lambda_function.old
  to   = aws_lambda_function.api
}
import {
  to = aws_lambda_function.api
  id = "api"
}
removed {
  from = aws_lambda_function.retired
  lifecycle {
    destroy = false
  }
}
check "health" {
  data "aws_lambda_function" "api" {
    function_name = aws_lambda_function.api.function_name
  }
  assert {
    condition     = data.aws_lambda_function.api.reserved_concurrent_executions == 20
    error_message = "Someone changed it by hand."
  }
}
