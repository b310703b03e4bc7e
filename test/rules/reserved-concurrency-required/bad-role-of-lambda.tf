resource "aws_lambda_function" "redirect" {
  function_name = "redirect"
  role          = aws_iam_role.redirect.arn
  publish       = true
}

resource "aws_iam_role" "redirect" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["lambda.amazonaws.com"] } }]
  })
}
