import { Stack, type StackProps } from "aws-cdk-lib";
import { Alias, Code, Function, Runtime } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";

export class ApiStack extends Stack {
  readonly fn: Function;
  readonly live: Alias;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    this.fn = new Function(this, "Api", {
      functionName: "api",
      runtime: Runtime.NODEJS_18_X,
      handler: "index.handler",
      code: Code.fromInline("exports.handler = async () => {};"),
      reservedConcurrentExecutions: this.region === "eu-central-1" ? 25 : 50,
    });
    this.live = this.fn.addAlias("live", { provisionedConcurrentExecutions: 5 });
  }
}
