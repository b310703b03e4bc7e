locals {
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  region  = read_terragrunt_config(find_in_parent_folders("region.hcl", "none.hcl"), { locals = { region = "eu-central-1" } }).locals.region
}
generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<EOF
provider "aws" {
  region = "${local.region}"
  assume_role {
    role_arn = "arn:aws:iam::${local.account.id}:role/deployer"
  }
}
EOF
}
iam_role = "arn:aws:iam::999999999999:role/entry"
