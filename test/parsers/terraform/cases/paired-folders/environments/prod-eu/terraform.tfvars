cap = 33
