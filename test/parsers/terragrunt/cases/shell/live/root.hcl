generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite"
  contents  = <<-EOT
    provider "aws" {
      region = "${get_env("REGION", "eu-west-1")}"
    }
  EOT
}
