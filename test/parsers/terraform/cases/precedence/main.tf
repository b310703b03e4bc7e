variable "from_environment" { default = 1 }
variable "from_tfvars" { default = 1 }
variable "from_tfvars_json" { default = 1 }
variable "from_auto" { default = 1 }
variable "from_auto_json" { default = 1 }
variable "from_var_file" { default = 1 }
variable "from_variables" { default = 1 }
variable "sizes" {
  type    = map(number)
  default = { small = 1, large = 2 }
}
variable "typed" {
  type    = list(number)
  default = []
}
locals {
  all = {
    from_environment = var.from_environment
    from_tfvars      = var.from_tfvars
    from_tfvars_json = var.from_tfvars_json
    from_auto        = var.from_auto
    from_auto_json   = var.from_auto_json
    from_var_file    = var.from_var_file
    from_variables   = var.from_variables
    # A map is replaced as a whole, never merged.
    large = lookup(var.sizes, "large", 70)
    typed = var.typed[1]
  }
}
resource "aws_lambda_function" "f" {
  for_each                       = local.all
  function_name                  = each.key
  role                           = "arn:aws:iam::111122223333:role/f"
  reserved_concurrent_executions = each.value
}
