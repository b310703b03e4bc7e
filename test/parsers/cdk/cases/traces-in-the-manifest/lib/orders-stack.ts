import { Duration, NestedStack, Stack } from "aws-cdk-lib";
import { HttpMethod, type IFunction, Code, Function, Runtime } from "aws-cdk-lib/aws-lambda";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { Bucket, EventType } from "aws-cdk-lib/aws-s3";
import { LambdaDestination } from "aws-cdk-lib/aws-s3-notifications";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

const common = {
  runtime: Runtime.NODEJS_18_X,
  handler: "index.handler",
  code: Code.fromInline("exports.handler = async () => {};"),
};

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string, { pay }: { pay: IFunction }) {
    super(scope, id);
    const queue = new Queue(this, "Queue");
    const worker = new Function(this, "Worker", {
      ...common,
      functionName: "orders-worker",
      reservedConcurrentExecutions: 20,
      logRetention: RetentionDays.ONE_MONTH,
    });
    worker.addEventSource(new SqsEventSource(queue, { maxConcurrency: 30 }));
    const bucket = new Bucket(this, "Uploads");
    bucket.addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(worker));
    new Rule(this, "Nightly", {
      schedule: Schedule.rate(Duration.days(1)),
      targets: [new LambdaFunction(pay)],
    });
    new ReportsStack(this, "Reports", { queue });
  }
}

class ReportsStack extends NestedStack {
  constructor(scope: Construct, id: string, { queue }: { queue: Queue }) {
    super(scope, id);
    const report = new Function(this, "Report", { ...common, reservedConcurrentExecutions: 3 });
    const live = report.addAlias("live", { provisionedConcurrentExecutions: 2 });
    live.addEventSource(new SqsEventSource(queue, { maxConcurrency: 2 }));
  }
}
