resource "aws_cloudformation_stack" "worker" {
  name         = "worker"
  parameters   = { Cap = 950 }
  template_url = "https://templates.s3.amazonaws.com/worker-lambda.yaml"
}
