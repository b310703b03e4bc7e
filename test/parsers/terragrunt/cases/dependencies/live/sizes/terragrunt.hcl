inputs = { base = 8 }
