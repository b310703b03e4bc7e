paired = 7
