variable "cap" {
  type    = number
  default = 25
}
