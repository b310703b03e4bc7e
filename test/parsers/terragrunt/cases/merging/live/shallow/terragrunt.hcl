include "root" { path = find_in_parent_folders("root.hcl") }
include "team" { path = find_in_parent_folders("team.hcl") }
terraform { source = "../../modules/fn" }
inputs = { name = "shallow" }
