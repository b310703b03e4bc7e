locals { sizes = { pay = 40, mail = 4 } }
unit "pay" {
  source = "../../units/fn"
  path   = "pay"
  values = { reserved = local.sizes.pay, prefix = "shop" }
}
unit "mail" {
  source                  = "../../units/fn"
  path                    = "mail"
  no_dot_terragrunt_stack = true
  values                  = { reserved = local.sizes.mail, prefix = "shop" }
  autoinclude {
    dependency "pay" { config_path = unit.pay.path }
    inputs = { name = "after-${dependency.pay.outputs.name}" }
  }
}
unit "off" {
  source  = "../../units/fn"
  path    = "off"
  enabled = false
}
unit "gone" {
  source = "git::https://github.com/acme/catalogue.git//units/lambda?ref=v1"
  path   = "gone"
}
stack "pair" {
  source = "../../stacks/pair"
  path   = "pair"
  values = { each = 6 }
}
