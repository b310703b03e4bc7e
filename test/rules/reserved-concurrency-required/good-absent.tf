resource "aws_lambda_function" "pay" {
  count                          = 0
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  publish                        = true
}
