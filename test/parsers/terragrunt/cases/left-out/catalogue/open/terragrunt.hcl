generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite"
  contents  = <<-EOT
    provider "aws" {
      region = "eu-west-1"
    }
  EOT
}
terraform { source = "../../modules/fn" }
inputs = { reserved = try(values.size, 9) }
