module "pay_lambda" {
  source = "git::https://git.example.com/platform/modules.git//lambda?ref=v3"
  count  = 0
}
