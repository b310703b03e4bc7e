terraform {
  source = "tfr:///terraform-aws-modules/lambda/aws?version=8.0.0"
}

inputs = {
  function_name                  = "pay"
  reserved_concurrent_executions = 50
}
