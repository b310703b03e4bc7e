auto = 22
number = "11"
