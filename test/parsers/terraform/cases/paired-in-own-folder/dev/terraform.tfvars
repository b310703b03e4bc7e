cap = 3
