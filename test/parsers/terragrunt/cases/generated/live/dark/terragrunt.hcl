include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "../../modules/bare" }
generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite"
  contents  = run_cmd("make", "provider")
}
inputs = { name = "dark", reserved = 6 }
