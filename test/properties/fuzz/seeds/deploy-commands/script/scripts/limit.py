import boto3

client = boto3.client("lambda")
client.put_function_concurrency(FunctionName="pay", ReservedConcurrentExecutions=5)
client.put_provisioned_concurrency_config(FunctionName="pay", Qualifier="live", ProvisionedConcurrentExecutions=2)
