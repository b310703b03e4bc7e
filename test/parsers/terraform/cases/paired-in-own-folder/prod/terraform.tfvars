cap = "25"
