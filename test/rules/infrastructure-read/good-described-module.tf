module "pay_lambda" {
  source               = "git::https://git.example.com/platform/modules.git//lambda?ref=v3"
  function_name        = "pay"
  reserved_concurrency = 5000
}

module "mail_lambda" {
  source               = "git::https://git.example.com/platform/modules.git//lambda?ref=v3"
  function_name        = "mail"
  reserved_concurrency = 50
}
