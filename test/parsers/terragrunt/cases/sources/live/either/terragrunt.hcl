include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = get_env("STAGE") == "prod" ? "git::https://github.com/acme/shop.git//modules/fn?ref=v${get_env("VERSION")}" : "../../modules/fn" }
inputs = { reserved = 6, function_name = "described" }
