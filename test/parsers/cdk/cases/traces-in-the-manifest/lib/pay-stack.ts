import { Stack } from "aws-cdk-lib";
import { Schedule } from "aws-cdk-lib/aws-applicationautoscaling";
import { Alias, Architecture, Code, Function, Runtime } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";

export class PayStack extends Stack {
  readonly live: Alias;

  constructor(scope: Construct, id: string, { reserved }: { reserved: number }) {
    super(scope, id);
    const pay = new Function(this, "Charge", {
      runtime: Runtime.NODEJS_18_X,
      architecture: Architecture.ARM_64,
      handler: "index.handler",
      code: Code.fromInline("exports.handler = async () => {};"),
      memorySize: 512,
      reservedConcurrentExecutions: reserved,
    });
    this.live = new Alias(this, "Live", {
      aliasName: "live",
      version: pay.currentVersion,
      provisionedConcurrentExecutions: 5,
    });
    const scaling = this.live.addAutoScaling({ minCapacity: 5, maxCapacity: 40 });
    scaling.scaleOnUtilization({ utilizationTarget: 0.7 });
    scaling.scaleOnSchedule("Morning", { schedule: Schedule.cron({ hour: "8", minute: "0" }), minCapacity: 20 });
  }
}
