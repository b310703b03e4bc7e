reserved = 100
