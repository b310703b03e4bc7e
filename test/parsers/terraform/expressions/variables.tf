# The variables that the cases use. Those without a default are unknown: to Terraform, since they hang on
# something that only an apply decides; to us, since nothing gives them.
variable "unknown_any" {
}
variable "unknown_string" {
  type = string
}
variable "unknown_number" {
  type = number
}
variable "unknown_bool" {
  type = bool
}
variable "unknown_list" {
  type = list(string)
}
variable "unknown_set" {
  type = set(string)
}
variable "unknown_map" {
  type = map(number)
}
variable "unknown_object" {
  type = object({ name = string, size = number })
}
variable "unknown_tuple" {
  type = tuple([string, number])
}

variable "strings" {
  type    = list(string)
  default = ["a", "b", "c"]
}
variable "numbers" {
  type    = list(number)
  default = [3, 1, 2]
}
variable "string_set" {
  type    = set(string)
  default = ["b", "a", "b"]
}
variable "number_set" {
  type    = set(number)
  default = [10, 9, 1]
}
variable "sizes" {
  type    = map(number)
  default = { small = 1, large = 100 }
}
variable "object" {
  type    = object({ name = string, size = number })
  default = { name = "api", size = "5" }
}
variable "with_optional" {
  type    = object({ name = string, size = optional(number, 10), tags = optional(map(string), {}), note = optional(string) })
  default = { name = "api", extra = true }
}
variable "nested_optional" {
  type = map(object({ reserved = optional(number, -1), alias = optional(object({ name = optional(string, "live"), provisioned = optional(number) }), {}) }))
  default = {
    api    = { reserved = "40" }
    worker = { alias = { provisioned = 5 } }
    quiet  = { reserved = null, alias = null }
  }
}
variable "objects" {
  type    = list(object({ name = string, size = optional(number, 1) }))
  default = [{ name = "a", size = 2 }, { name = "b" }]
}
variable "text_number" {
  type    = number
  default = "5"
}
variable "number_text" {
  type    = string
  default = 5
}
variable "mixed_list" {
  type    = list(string)
  default = [1, true, "x"]
}
variable "no_string" {
  type    = string
  default = null
}
variable "no_number" {
  type    = number
  default = null
}
variable "no_list" {
  type    = list(string)
  default = null
}
variable "no_map" {
  type    = map(string)
  default = null
}
variable "anything" {
  type    = any
  default = [1, "a"]
}
variable "list_of_any" {
  type    = list(any)
  default = [1, "a", true]
}
variable "map_of_any" {
  type    = map(any)
  default = { a = 1, b = "x" }
}
variable "secret" {
  type      = string
  default   = "hunter2"
  sensitive = true
}
variable "secret_list" {
  type      = list(string)
  default   = ["x", "y"]
  sensitive = true
}
variable "ephemeral" {
  type      = string
  default   = "for now"
  ephemeral = true
}
variable "empty_strings" {
  type    = list(string)
  default = []
}
variable "empty_map" {
  type    = map(number)
  default = {}
}
