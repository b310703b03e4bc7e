Write-LMFunctionConcurrency -FunctionName pay -ReservedConcurrentExecution 5
REM terraform apply -var reserved=5
