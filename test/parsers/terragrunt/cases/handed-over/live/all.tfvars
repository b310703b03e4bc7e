file = 21
auto = 21
var = 21
