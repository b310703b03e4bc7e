include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "../../modules/fn" }
dependency "trip" {
  config_path  = "../trip"
  mock_outputs = { size = 900 }
}
inputs = { reserved = dependency.trip.outputs.cap }
