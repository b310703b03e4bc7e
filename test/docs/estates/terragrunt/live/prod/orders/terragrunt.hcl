terraform {
  source = "../../../modules/api"
}

inputs = {
  reserved = get_env("ORDERS_RESERVED")
}
