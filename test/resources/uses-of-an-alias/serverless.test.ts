import { describe, expect, it } from "vitest";
import { saidOf } from "./reachable.ts";

type Parts = Record<"service" | "functions" | "resources" | "outputs", string>;

/** A service whose function has an alias of its own, and a second caller of the bare name. */
function service({ service = "", functions = "", resources = "", outputs = "" }: Partial<Parts>): string {
  return `service: shop
provider: { name: aws, runtime: nodejs24.x, region: eu-west-1 }
${service}
functions:
  pay:
    name: pay
    handler: index.handler
    events: [{ schedule: rate(1 day) }]
${functions}
resources:
  Resources:
    V: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref PayLambdaFunction } }
    Live:
      Type: AWS::Lambda::Alias
      Properties: { FunctionName: !Ref PayLambdaFunction, FunctionVersion: !GetAtt V.Version, Name: live, ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 4 } }
${resources}
${outputs}
`;
}

const WAYS: Record<string, (arn: string, name: string) => Partial<Parts>> = {
  "a function's environment": (arn) => ({
    functions: `  cart:\n    handler: index.handler\n    environment:\n      PAY: ${arn}\n`,
  }),
  "the environment of all": (_, name) => ({
    functions: `  cart:\n    handler: index.handler\n    environment: { PAY: "${name}" }\n`,
  }),
  "a state machine of a plugin": (arn) => ({
    service: `stepFunctions:\n  stateMachines:\n    flow:\n      definition:\n        States: { Pay: { Type: Task, Resource: ${arn} } }\n`,
  }),
  "an authorizer": (arn) => ({
    functions: `  cart:\n    handler: index.handler\n    events: [{ http: { path: a, method: get, authorizer: { arn: ${arn} } } }]\n`,
  }),
  "a destination": (arn) => ({
    functions: `  cart:\n    handler: index.handler\n    destinations: { onFailure: { type: function, arn: ${arn} } }\n`,
  }),
  "a state machine": (arn) => ({
    resources: `    It: { Type: AWS::StepFunctions::StateMachine, Properties: { Definition: { States: { Pay: { Type: Task, Resource: ${arn} } } } } }\n`,
  }),
  "an export": (arn) => ({ outputs: `  Outputs:\n    Pay: { Value: ${arn}, Export: { Name: pay } }\n` }),
};

describe("what uses an alias in a service", () => {
  for (const [name, way] of Object.entries(WAYS)) {
    it(`${name} may lead to a call of the alias`, async () => {
      expect(await saidOf({ "serverless.yml": service(way("!Ref Live", "pay:live")) })).toEqual([]);
    });
    it(`${name} says nothing of the alias by the function's own name`, async () => {
      const bare = service(way("!GetAtt PayLambdaFunction.Arn", "pay"));
      expect(await saidOf({ "serverless.yml": bare })).toEqual(["violation"]);
    });
  }

  it("a bucket that is there and another service name the alias", async () => {
    const other = (name: string) => ({
      "serverless.yml": service({}),
      "other/serverless.yml": `service: other\nprovider: { name: aws, runtime: nodejs24.x }\nfunctions:\n  a:\n    handler: a.b\n    events: [{ s3: { bucket: b, existing: true } }]\n    environment: { PAY: "arn:aws:lambda:eu-west-1:111122223333:function:${name}" }\n`,
    });
    expect(await saidOf(other("pay:live"))).toEqual([]);
    expect(await saidOf(other("pay"))).toEqual(["violation"]);
  });
});
