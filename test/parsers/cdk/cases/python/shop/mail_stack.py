from aws_cdk import Stack
from aws_cdk import aws_lambda as lambda_
from constructs import Construct


class MailStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)
        mail = lambda_.Function(
            self,
            "Mail",
            runtime=lambda_.Runtime.PYTHON_3_12,
            handler="index.handler",
            code=lambda_.Code.from_inline("def handler(event, context): pass"),
            reserved_concurrent_executions=8,
        )
        mail.add_alias("live", provisioned_concurrent_executions=8)
