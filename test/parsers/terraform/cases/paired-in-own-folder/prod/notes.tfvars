cap = 99
