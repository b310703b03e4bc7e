variable "base" { type = number }
output "size" { value = var.base * 2 }
output "all" { value = { api = 5, made = aws_s3_bucket.b.arn } }
resource "aws_s3_bucket" "b" {}
