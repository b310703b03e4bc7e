module "redirect" {
  source         = "terraform-aws-modules/lambda/aws"
  version        = "8.1.0"
  function_name  = "redirect"
  lambda_at_edge = true
}
