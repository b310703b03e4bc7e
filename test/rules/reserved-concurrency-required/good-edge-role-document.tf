resource "aws_lambda_function" "redirect" {
  function_name = "redirect"
  role          = aws_iam_role.redirect.arn
  publish       = true
}

resource "aws_iam_role" "redirect" {
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]
    }
  }
}
