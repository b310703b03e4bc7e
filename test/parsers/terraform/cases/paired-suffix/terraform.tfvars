memory = 256
cap    = 1
