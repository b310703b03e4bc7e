generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite"
  contents  = <<-EOT
    provider "aws" {
      region = "eu-west-1"
    }
  EOT
}
inputs = {
  reserved = 10
  name     = "root"
  more     = { a = [1], b = [2] }
}
