variable "environment" {
  description = "prod or dev; part of every name."
  type        = string
}

variable "artifacts_bucket" {
  type    = string
  default = "storefront-artifacts"
}

variable "payment_capacity" {
  description = "Reserved and provisioned concurrency of the payment processor."
  type = object({
    reserved    = number
    provisioned = optional(number, 0)
  })
}

variable "search_reserved" {
  type    = number
  default = -1
}
