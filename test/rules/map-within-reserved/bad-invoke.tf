resource "aws_lambda_function" "item" {
  function_name                  = "item"
  role                           = "arn:aws:iam::111122223333:role/item"
  reserved_concurrent_executions = 25
}

resource "aws_sfn_state_machine" "all" {
  name     = "all"
  role_arn = "arn:aws:iam::111122223333:role/all"

  definition = jsonencode({
    StartAt = "Each"
    States = {
      Each = {
        Type = "Map"
        MaxConcurrency = 30
        ItemProcessor = {
          StartAt = "Do"
          States = {
            Do = { Type = "Task", Resource = "arn:aws:states:::lambda:invoke", Parameters = { FunctionName = aws_lambda_function.item.function_name }, End = true }
          }
        }
        End = true
      }
    }
  })
}
