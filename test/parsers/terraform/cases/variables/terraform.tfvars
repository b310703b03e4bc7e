plain    = 2
auto     = 2
paired   = 2
text     = "5"
nullable = null
