generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite"
  contents  = <<-EOT
    provider "aws" {
      region = "eu-west-1"
    }
  EOT
}
locals { size = 5 }
inputs = { name = "parent-${path_relative_to_include()}" }
