import { CfnParameter, CustomResource, Stack } from "aws-cdk-lib";
import { Alias, CfnFunction, Code, Function, Runtime, SingletonFunction, Version } from "aws-cdk-lib/aws-lambda";
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId, Provider } from "aws-cdk-lib/custom-resources";
import type { Construct } from "constructs";

export class ToolsStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const code = Code.fromInline("exports.handler = async () => {};");
    const onEvent = new Function(this, "OnEvent", { runtime: Runtime.NODEJS_18_X, handler: "index.handler", code });
    const provider = new Provider(this, "Provider", { onEventHandler: onEvent });
    new CustomResource(this, "Thing", { serviceToken: provider.serviceToken });
    new AwsCustomResource(this, "Settings", {
      onCreate: { service: "S3", action: "listBuckets", physicalResourceId: PhysicalResourceId.of("settings") },
      policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: AwsCustomResourcePolicy.ANY_RESOURCE }),
    });
    const cap = new CfnParameter(this, "Cap", { type: "Number", default: 7 });
    const fn = new Function(this, "Capped", { runtime: Runtime.NODEJS_18_X, handler: "index.handler", code });
    (fn.node.defaultChild as CfnFunction).reservedConcurrentExecutions = cap.valueAsNumber;
    new SingletonFunction(this, "Single", {
      uuid: "f7d4f730-4ee1-11e8-9c2d-fa7ae01bbebc",
      runtime: Runtime.NODEJS_18_X,
      handler: "index.handler",
      code,
    });
  }
}
