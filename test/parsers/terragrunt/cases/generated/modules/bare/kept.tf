variable "kept" { default = 1 }
