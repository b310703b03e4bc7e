auto   = 4
paired = 4
