terraform {
  source = "../../modules/fn"
  extra_arguments "region" {
    commands = ["plan"]
    env_vars = { AWS_DEFAULT_REGION = "ap-south-1" }
  }
}
iam_role = "arn:aws:iam::444455556666:role/terraform"
inputs   = { reserved = 1 }
