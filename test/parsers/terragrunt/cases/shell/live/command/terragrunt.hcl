include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "../../modules/fn" }
inputs = { reserved = run_cmd("echo", "5") }
