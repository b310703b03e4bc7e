include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "git::ssh://git@example.com/acme/functions.git//api?ref=v1" }
inputs = { reserved = 6, function_name = "described" }
