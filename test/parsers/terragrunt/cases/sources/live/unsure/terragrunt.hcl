include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = get_env("STAGE") == "prod" ? "../../modules/inner" : "../../modules/fn" }
inputs = { reserved = 6, function_name = "described" }
