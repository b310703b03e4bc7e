cap = 2
