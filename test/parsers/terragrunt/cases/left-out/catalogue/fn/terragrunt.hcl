terraform { source = "../../modules/fn" }
inputs = { reserved = values.size }
