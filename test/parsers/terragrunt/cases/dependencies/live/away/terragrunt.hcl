include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "../../modules/fn" }
dependency "sizes" {
  config_path  = "../nowhere"
  mock_outputs = { size = 900 }
}
inputs = { reserved = dependency.sizes.outputs.size }
