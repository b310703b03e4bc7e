cap = 4
