include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "../../modules/fn" }
inputs = { reserved = get_env("NOBODY", "17") }
