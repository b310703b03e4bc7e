from aws_cdk import aws_lambda as lambda_
from constructs import Construct


class Worker(Construct):
    def __init__(self, scope: Construct, construct_id: str, *, reserved: int) -> None:
        super().__init__(scope, construct_id)
        self.function = lambda_.Function(
            self,
            "Function",
            runtime=lambda_.Runtime.PYTHON_3_13,
            handler="index.handler",
            code=lambda_.Code.from_inline("def handler(event, context): pass"),
            reserved_concurrent_executions=reserved,
        )
