resource "aws_cloudformation_stack" "worker" {
  name       = "worker"
  parameters = { Cap = 950 }
  template_body = jsonencode({
    Resources = { Worker = { Type = "AWS::Lambda::Function" } }
  })
}
