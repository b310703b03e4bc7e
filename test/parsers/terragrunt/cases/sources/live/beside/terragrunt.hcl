inputs = { reserved = 5 }
