include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "../../modules/${get_env("MODULE")}" }
inputs = { reserved = 6, function_name = "described" }
