variable "settings" {
  type = object({
    name     = string
    reserved = optional(number, 1)
    memory   = optional(number, 512)
  })
}
resource "aws_lambda_function" "this" {
  function_name                  = var.settings.name
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = var.settings.reserved
  memory_size                    = var.settings.memory
  publish                        = true
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.this.arn
  function_version = aws_lambda_function.this.version
}
output "function" { value = aws_lambda_function.this }
output "alias" { value = aws_lambda_alias.live.name }
