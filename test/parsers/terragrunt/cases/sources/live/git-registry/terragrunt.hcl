include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "git::https://github.com/terraform-aws-modules/terraform-aws-lambda.git?ref=v7.4.0" }
inputs = { reserved = 6, function_name = "described" }
