include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "tfr:///terraform-aws-modules/vpc/aws?version=5.0.0" }
inputs = { reserved = 6, function_name = "described" }
