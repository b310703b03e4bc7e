include "root" { path = find_in_parent_folders("root.hcl") }
include "team" {
  path           = "../team.hcl"
  merge_strategy = "no_merge"
  expose         = true
}
terraform { source = "../../modules/fn" }
inputs = { reserved = include.team.locals.size + include.team.inputs.reserved }
