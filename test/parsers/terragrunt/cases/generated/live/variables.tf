variable "name" {}
variable "reserved" { type = number }
