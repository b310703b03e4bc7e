include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "../../modules/fn" }
inputs = { reserved = yamldecode(sops_decrypt_file("secrets.yaml")).size }
