locals {
  settings = yamldecode(file("${path.module}/settings.yaml"))
  rendered = jsondecode(templatefile("settings.json.tftpl", { cap = 11 }))
}
resource "aws_lambda_function" "yaml" {
  function_name                  = "yaml"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = local.settings.functions["yaml"].reserved
}
resource "aws_lambda_function" "json" {
  function_name                  = "json"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = local.rendered.reserved
}
resource "aws_lambda_function" "missing" {
  function_name                  = "missing"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = jsondecode(file("nowhere.json")).reserved
}
resource "aws_lambda_function" "outside" {
  function_name                  = "outside"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = jsondecode(file("../../../../package.json")).reserved
}
resource "aws_lambda_function" "impure" {
  function_name                  = "impure-${uuid()}"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 4
}
