checkout_cap = 60
