include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "../../modules/bare" }
generate "more" {
  path      = "more.tf"
  if_exists = "skip"
  contents  = <<EOF
%{ if 1 > 2 }
resource "aws_lambda_function" "never" { function_name = "never" }
%{ else }
resource "aws_lambda_function" "more" {
  function_name                  = "more"
  reserved_concurrent_executions = ${2 + 3}
}
%{ endif }
EOF
}
generate "kept" {
  path      = "kept.tf"
  if_exists = "skip"
  contents  = "resource \"aws_lambda_function\" \"never\" {}"
}
generate "off" {
  path      = "off.tf"
  if_exists = "overwrite"
  disable   = true
  contents  = "resource \"aws_lambda_function\" \"never\" {}"
}
inputs = { name = "a", reserved = 4 }
