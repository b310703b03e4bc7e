paired = 6
