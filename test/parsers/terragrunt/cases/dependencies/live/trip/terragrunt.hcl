include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "../../modules/fn" }
dependency "round" {
  config_path  = "../round"
  mock_outputs = { size = 900 }
}
inputs = { reserved = dependency.round.outputs.cap }
