import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";

export class DoorStack extends Stack {
  constructor(scope: Construct, id: string, { api, ...props }: StackProps & { api: IFunction }) {
    super(scope, id, props);
    new Rule(this, "Warm", { schedule: Schedule.rate(Duration.hours(1)), targets: [new LambdaFunction(api)] });
  }
}
