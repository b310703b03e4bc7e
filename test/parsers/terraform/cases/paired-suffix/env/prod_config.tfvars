cap = 44
