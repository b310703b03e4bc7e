generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite"
  contents  = <<-EOT
    provider "aws" {
      region = "eu-west-1"
    }
  EOT
}
terraform {
  source = "../../modules/typed"
  extra_arguments "files" {
    commands           = get_terraform_commands_that_need_vars()
    required_var_files = ["${get_terragrunt_dir()}/../all.tfvars"]
    optional_var_files = ["${get_terragrunt_dir()}/none.tfvars"]
  }
  extra_arguments "options" {
    commands  = ["apply", "plan"]
    arguments = ["-lock-timeout=5m", "-var", "var=23", "-no-color"]
    env_vars  = { TF_VAR_env = "24" }
  }
  extra_arguments "end" {
    commands  = ["destroy"]
    arguments = ["-var=number=99"]
  }
}
inputs = {
  number  = "10"
  text    = 5
  plain   = ["a", "b"]
  list    = jsonencode([6, 7])
  object  = { size = "9" }
  null    = null
  never   = null
  file    = 90
  auto    = 90
  var     = 90
  env     = 90
  nothing = "no variable of this name"
}
