environment = "dev"

payment_capacity = {
  reserved = 5
}
