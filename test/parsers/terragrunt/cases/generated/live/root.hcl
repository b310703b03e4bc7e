locals { region = "eu-west-3" }
generate "variables" {
  path      = "common_variables.tf"
  if_exists = "overwrite"
  contents  = file("variables.tf")
}
generate = {
  provider = {
    path      = "provider.tf"
    if_exists = "overwrite"
    contents  = "provider \"aws\" {\n  region = \"${local.region}\"\n}\n"
  }
}
