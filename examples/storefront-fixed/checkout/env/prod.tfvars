environment = "prod"

payment_capacity = {
  reserved    = 50
  provisioned = 10
}

search_reserved = 340
