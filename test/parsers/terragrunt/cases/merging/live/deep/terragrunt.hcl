include "root" {
  path           = find_in_parent_folders("root.hcl")
  merge_strategy = "deep"
}
include "team" {
  path           = find_in_parent_folders("team.hcl")
  merge_strategy = "deep"
}
terraform { source = "../../modules/fn" }
inputs = { more = { c = [9] } }
