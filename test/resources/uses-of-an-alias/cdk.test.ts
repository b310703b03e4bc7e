import { describe, expect, it } from "vitest";
import { saidOf } from "./reachable.ts";

const PARTITION = { Ref: "AWS::Partition" };
const REGION = { Ref: "AWS::Region" };
const PATH = ":lambda:path/2015-03-31/functions/";
const ALIAS = { Ref: "Live" };
const BARE = { "Fn::GetAtt": ["Pay", "Arn"] };
const join = (...pieces: unknown[]): unknown => ({ "Fn::Join": ["", pieces] });
const uri = (arn: unknown): unknown =>
  join("arn:", PARTITION, ":apigateway:", REGION, PATH, arn, "/invocations");

/** What the CDK writes for a stack. */
function assembly(
  more: Record<string, unknown>,
  outputs: Record<string, unknown> = {},
): Record<string, string> {
  const template = {
    Resources: {
      Pay: { Type: "AWS::Lambda::Function", Properties: { FunctionName: "pay" } },
      V: { Type: "AWS::Lambda::Version", Properties: { FunctionName: { Ref: "Pay" } } },
      Live: {
        Type: "AWS::Lambda::Alias",
        Properties: {
          FunctionName: { Ref: "Pay" },
          FunctionVersion: { "Fn::GetAtt": ["V", "Version"] },
          Name: "live",
          ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 4 },
        },
      },
      Nightly: { Type: "AWS::Events::Rule", Properties: { Targets: [{ Id: "a", Arn: BARE }] } },
      ...more,
    },
    Outputs: outputs,
  };
  const artifacts = {
    Shop: {
      type: "aws:cloudformation:stack",
      environment: "aws://unknown-account/unknown-region",
      properties: { templateFile: "Shop.template.json" },
    },
  };
  return {
    "cdk.json": JSON.stringify({ app: "npx ts-node bin/app.ts" }),
    "cdk.out/manifest.json": JSON.stringify({ version: "36.0.0", artifacts }),
    "cdk.out/Shop.template.json": JSON.stringify(template, null, 1),
  };
}

const WAYS: Record<string, (arn: unknown, suffix: string) => Record<string, string>> = {
  "a state machine's text": (arn) =>
    assembly({
      It: {
        Type: "AWS::StepFunctions::StateMachine",
        Properties: { DefinitionString: join('{"States":{"Pay":{"Type":"Task","Resource":"', arn, '"}}}') },
      },
    }),
  "a task's FunctionName": (arn) =>
    assembly({
      It: {
        Type: "AWS::StepFunctions::StateMachine",
        Properties: {
          DefinitionString: join(
            '{"States":{"Pay":{"Type":"Task","Resource":"arn:',
            PARTITION,
            ':states:::lambda:invoke","Parameters":{"FunctionName":"',
            arn,
            '","Payload.$":"$"}}}}',
          ),
        },
      },
    }),
  "a method": (arn) =>
    assembly({ It: { Type: "AWS::ApiGateway::Method", Properties: { Integration: { Uri: uri(arn) } } } }),
  "the notifications of a bucket": (arn) =>
    assembly({
      It: {
        Type: "Custom::S3BucketNotifications",
        Properties: {
          ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:handler",
          NotificationConfiguration: {
            LambdaFunctionConfigurations: [{ Events: ["e"], LambdaFunctionArn: arn }],
          },
        },
      },
    }),
  "an environment": (arn) =>
    assembly({
      Shop: { Type: "AWS::Lambda::Function", Properties: { Environment: { Variables: { PAY: arn } } } },
    }),
  "a name that is joined": (_, suffix) =>
    assembly({
      Shop: {
        Type: "AWS::Lambda::Function",
        Properties: { Environment: { Variables: { PAY: join(BARE, suffix) } } },
      },
    }),
  "an export": (arn) => assembly({}, { Pay: { Value: arn, Export: { Name: "pay" } } }),
};

describe("what uses an alias in the CDK", () => {
  for (const [name, way] of Object.entries(WAYS)) {
    it(`${name} may lead to a call of the alias`, async () => {
      expect(await saidOf(way(ALIAS, ":live"))).toEqual([]);
    });
    it(`${name} says nothing of the alias by the function's own name`, async () => {
      expect(await saidOf(way(BARE, "/x"))).toEqual(["violation"]);
    });
  }

  it("a scaling target is no use", async () => {
    const target = {
      Type: "AWS::ApplicationAutoScaling::ScalableTarget",
      Properties: { ResourceId: join("function:", { Ref: "Pay" }, ":live") },
    };
    expect(await saidOf(assembly({ Target: target }))).toEqual(["violation"]);
  });
});
