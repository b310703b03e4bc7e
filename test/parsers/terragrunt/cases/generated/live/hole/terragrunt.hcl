include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "../../modules/bare" }
generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite"
  contents  = <<EOF
provider "aws" {
  region              = "${get_env("REGION")}"
  allowed_account_ids = [${get_env("ACCOUNT")}]
}
EOF
}
inputs = { name = "hole", reserved = 5 }
