locals {
  caps = { prod = 5 }
}
resource "aws_lambda_function" "no_such_key" {
  function_name                  = "no-such-key"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = local.caps["staging"]
}
resource "aws_lambda_function" "negative_count" {
  count                          = -1
  function_name                  = "negative-count"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 6
}
resource "aws_lambda_function" "numbers_as_keys" {
  for_each                       = toset([1, 2])
  function_name                  = "n-${each.key}"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 6
}
resource "aws_lambda_function" "tuple" {
  for_each                       = ["a", "b"]
  function_name                  = "t-${each.key}"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = 6
}
resource "aws_lambda_function" "not_a_number" {
  function_name                  = "not-a-number"
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = "many"
}
