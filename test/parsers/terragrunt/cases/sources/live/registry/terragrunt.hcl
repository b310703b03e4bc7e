include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "tfr:///terraform-aws-modules/lambda/aws?version=7.4.0" }
inputs = { reserved = 6, function_name = "described" }
