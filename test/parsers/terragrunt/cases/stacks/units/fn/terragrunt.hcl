include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "${get_repo_root()}//modules/fn" }
inputs = {
  reserved = values.reserved
  name     = "${values.prefix}-${basename(get_terragrunt_dir())}"
}
