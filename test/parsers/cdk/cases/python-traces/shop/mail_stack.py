from aws_cdk import Stack
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from shop.worker import Worker


class MailStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)
        worker = Worker(self, "Worker", reserved=8)
        lambda_.Alias(
            self,
            "Live",
            alias_name="live",
            version=worker.function.current_version,
            provisioned_concurrent_executions=8,
        )
