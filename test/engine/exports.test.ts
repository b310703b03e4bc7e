import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";

const POLICY = `
environments:
  prod: { production: true, account: "111122223333", regions: [eu-west-1] }
`;
const BASE = `
Resources:
  Pay:
    Type: AWS::Lambda::Function
    Properties: { FunctionName: pay, Role: arn:aws:iam::111122223333:role/pay, Runtime: python3.13, Handler: index.handler, Code: { ZipFile: pass }, ReservedConcurrentExecutions: 10 }
Outputs:
  Name: { Value: !Ref Pay, Export: { Name: pay-function } }
`;
const WARM = `
Resources:
  V:
    Type: AWS::Lambda::Version
    Properties: { FunctionName: !ImportValue pay-function }
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !ImportValue pay-function
      FunctionVersion: !GetAtt V.Version
      Name: live
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 50 }
  Feed:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: !ImportValue pay-function
      EventSourceArn: arn:aws:sqs:eu-west-1:111122223333:orders
      ScalingConfig: { MaximumConcurrency: 200 }
`;
const ALL = [
  "event-source-within-reserved",
  "provisioned-concurrency-allow-listed",
  "provisioned-concurrency-within-reserved",
];

async function run(files: Readonly<Record<string, string>>, policy = POLICY) {
  const checkout = new MemoryCheckout({ "policy.yml": policy, ...files });
  const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  return outcome.report;
}

async function rulesBroken(files: Readonly<Record<string, string>>, policy?: string): Promise<string[]> {
  const { findings } = await run(files, policy);
  const broken = findings.filter(({ verdict }) => verdict === "violation");
  return [...new Set(broken.map(({ ruleId }) => ruleId))].filter((id) => ALL.includes(id)).sort();
}

describe("a function that another stack exports", () => {
  it("is the one that a template imports", async () => {
    expect(await rulesBroken({ "base.yaml": BASE, "warm.yaml": WARM })).toEqual(ALL);
  });

  it("is found by its address where only a deployment makes its name", async () => {
    const unnamed = BASE.replace("FunctionName: pay, ", "").replace("!Ref Pay", "!GetAtt Pay.Arn");
    expect(await rulesBroken({ "base.yaml": unnamed, "warm.yaml": WARM })).toEqual(ALL);
  });

  it("may have its ARN made around the import", async () => {
    const arn = WARM.replaceAll(
      "FunctionName: !ImportValue pay-function",
      'FunctionName: !Sub ["arn:aws:lambda:eu-west-1:111122223333:function:$' +
        '{Name}", { Name: !ImportValue pay-function }]',
    );
    expect(await rulesBroken({ "base.yaml": BASE, "warm.yaml": arn })).toEqual(ALL);
  });

  it("may be exported by a nested stack", async () => {
    const outer =
      "Resources: { Inner: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: base.yaml } } }";
    expect(await rulesBroken({ "outer.yaml": outer, "base.yaml": BASE, "warm.yaml": WARM })).toEqual(ALL);
  });

  it.each([
    ["under another name", BASE.replace("Name: pay-function", "Name: other")],
    ["under a name that isn't known", BASE.replace("Name: pay-function", "Name: !Ref AWS::StackId")],
    ["not at all", BASE.replace(", Export: { Name: pay-function }", "")],
    [
      "under a condition that is false",
      `Conditions: { Never: !Equals [a, b] }\n${BASE.replace("{ Value", "{ Condition: Never, Value")}`,
    ],
  ])("is another one when it is exported %s", async (_, base) => {
    expect(await rulesBroken({ "base.yaml": base, "warm.yaml": WARM })).not.toContain(ALL[0]);
  });

  it("is not chosen among several exports of one name", async () => {
    const files = { "base.yaml": BASE, "copy.yaml": BASE.replace("pay,", "copy,"), "warm.yaml": WARM };
    expect(await rulesBroken(files)).not.toContain(ALL[0]);
  });

  it("belongs to one environment", async () => {
    const policy = `
environments:
  prod: { production: true, account: "111122223333", regions: [eu-west-1], match: { paths: [base.yaml] } }
  test: { account: "111122223333", regions: [eu-west-1], match: { paths: [warm.yaml] } }
`;
    expect(await rulesBroken({ "base.yaml": BASE, "warm.yaml": WARM }, policy)).not.toContain(ALL[0]);
  });
});

describe("an alias that another stack exports", () => {
  const aliased = BASE.replace(
    "Outputs:",
    `  V: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref Pay } }
  Live:
    Type: AWS::Lambda::Alias
    Properties: { FunctionName: !Ref Pay, FunctionVersion: !GetAtt V.Version, Name: live, ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 } }
Outputs:
  Alias: { Value: !Ref Live, Export: { Name: pay-live } }`,
  );
  const unexported = aliased.replace(/ {2}Alias: .*\n/, "");
  const rule = (name: string) => `
Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties: { ScheduleExpression: rate(1 day), Targets: [{ Id: pay, Arn: !ImportValue ${name} }] }
`;
  const unreached = async (name: string, base = aliased) =>
    (await run({ "base.yaml": base, "rule.yaml": rule(name) })).findings.filter(
      ({ ruleId }) => ruleId === "provisioned-concurrency-reachable",
    );

  it("is what a caller in another stack calls", async () => {
    expect(await unreached("pay-live")).toEqual([]);
  });

  it("may be called by whoever imports it, here or elsewhere", async () => {
    expect(await unreached("pay-function")).toEqual([]);
  });

  it("is not called by one that imports the function alone, where it isn't exported", async () => {
    const [finding] = await unreached("pay-function", unexported);
    expect(finding).toMatchObject({ verdict: "violation", subject: "Live" });
    expect(finding?.related.map(({ message }) => message)).toEqual([
      "calls the function without a qualifier",
    ]);
  });

  it("is no caller when what is imported isn't read", async () => {
    expect(await unreached("queue")).toEqual([]);
  });
});
