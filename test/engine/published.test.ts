import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";

const POLICY = `
environments:
  prod:
    production: true
    account: "111122223333"
    regions: [eu-west-1]
    serverless: { stage: prod }
`;
const FN = `
  Pay:
    Type: AWS::Lambda::Function
    Properties: { Role: arn:aws:iam::111122223333:role/pay, Runtime: python3.13, Handler: index.handler, Code: { ZipFile: pass }, ReservedConcurrentExecutions: 10 }
`;
const PROVIDER = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
const FN_TF = `${PROVIDER}resource "aws_lambda_function" "pay" {
  role                           = "arn:aws:iam::111122223333:role/pay"
  reserved_concurrent_executions = 10
}
`;

/** Each makes its function known in a way of its own. */
const PARAMETER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Terraform: {
    "fn/main.tf": `${FN_TF}resource "aws_ssm_parameter" "fn" {\n  name  = "/pay/fn"\n  type  = "String"\n  value = aws_lambda_function.pay.arn\n}\n`,
  },
  "a template": {
    "fn.yaml": `Resources:${FN}  Name:\n    Type: AWS::SSM::Parameter\n    Properties: { Name: /pay/fn, Type: String, Value: !GetAtt Pay.Arn }\n`,
  },
};
const SERVICE = `service: pay
provider: { name: aws, region: eu-west-1 }
functions:
  pay: { handler: index.handler, reservedConcurrency: 10 }
resources:
  Outputs:
    Fn: { Value: !GetAtt PayLambdaFunction.Arn, Export: { Name: pay-fn } }
`;

const mapping = (name: string) =>
  `Resources:\n  Feed:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties:\n      FunctionName: ${name}\n      EventSourceArn: arn:aws:sqs:eu-west-1:111122223333:orders\n      ScalingConfig: { MaximumConcurrency: 200 }\n`;
const mappingTf = (name: string, data: string, provider = PROVIDER) =>
  `${provider}${data}resource "aws_lambda_event_source_mapping" "feed" {\n  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:orders"\n  function_name    = ${name}\n  scaling_config {\n    maximum_concurrency = 200\n  }\n}\n`;
const indented = (text: string) => text.replace(/^/gm, "  ");
const feeding = (name: string, more = "") =>
  `service: feed\nprovider: { name: aws, region: eu-west-1 }\n${more}resources:\n${indented(mapping(name))}`;

async function run(files: Readonly<Record<string, string>>, policy = POLICY) {
  const checkout = new MemoryCheckout({ "policy.yml": policy, ...files });
  const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  return outcome.report;
}

/** Whether the 200 that a queue may invoke are held against the 10 that its function reserves. */
async function isHeld(files: Readonly<Record<string, string>>, policy?: string): Promise<boolean> {
  const { findings, model } = await run(files, policy);
  expect(model.functions).toHaveLength(1);
  expect(model.eventSources).toHaveLength(1);
  return findings.some(
    ({ ruleId, verdict }) => ruleId === "event-source-within-reserved" && verdict === "violation",
  );
}

const SSM_DATA = 'data "aws_ssm_parameter" "fn" {\n  name = "/pay/fn"\n}\n';

describe("a function that a parameter of the Parameter Store names", () => {
  const askers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "a data source": { "feed/main.tf": mappingTf("data.aws_ssm_parameter.fn.value", SSM_DATA) },
    "a dynamic reference": { "feed.yaml": mapping("'{{resolve:ssm:/pay/fn}}'") },
    "a stored parameter": {
      "feed.yaml": `Parameters:\n  Fn: { Type: AWS::SSM::Parameter::Value<String>, Default: /pay/fn }\n${mapping("!Ref Fn")}`,
    },
    Serverless: { "feed/serverless.yml": feeding("${ssm:/pay/fn}") },
    "Serverless with a region": { "feed/serverless.yml": feeding("${ssm(eu-west-1):/pay/fn}") },
  };
  const pairs = Object.keys(PARAMETER).flatMap((by) => Object.keys(askers).map((to) => [by, to] as const));

  it.each(pairs)("is the one that the checkout declares: by %s to %s", async (by, to) => {
    const made = PARAMETER[by] ?? {};
    expect(await isHeld({ ...made, ...askers[to] })).toBe(true);
    const roomy = Object.entries(made).map(([path, text]) => [path, text.replace(/(: | = )10\b/, "$1500")]);
    expect(await isHeld({ ...Object.fromEntries(roomy), ...askers[to] })).toBe(false);
  });

  it.each([
    ["another name", SSM_DATA.replace("/pay/fn", "/pay/other"), PROVIDER],
    ["another region", SSM_DATA, PROVIDER.replace("eu-west-1", "us-east-1")],
  ])("is none that can be told: %s", async (_, data, provider) => {
    const feed = mappingTf("data.aws_ssm_parameter.fn.value", data, provider);
    expect(await isHeld({ ...PARAMETER["Terraform"], "feed/main.tf": feed })).toBe(false);
  });

  it("is none that can be told where it may be an older value, or two declare it", async () => {
    const older = { "feed.yaml": mapping("'{{resolve:ssm:/pay/fn:3}}'") };
    expect(await isHeld({ ...PARAMETER["a template"], ...older })).toBe(false);
    const other =
      'resource "aws_ssm_parameter" "fn" {\n  name = "/pay/fn"\n  type = "String"\n  value = "x"\n}\n';
    const twice = {
      ...PARAMETER["a template"],
      "other/main.tf": `${PROVIDER}${other}${mappingTf("data.aws_ssm_parameter.fn.value", SSM_DATA, "")}`,
    };
    expect(await isHeld(twice)).toBe(false);
  });
});

describe("a function that a stack gives out", () => {
  const named = POLICY.replace("serverless:", "cloudformation: { stack-name: pay-prod }\n    serverless:");
  const STACK = {
    "fn.yaml": `Resources:${FN}Outputs:\n  Fn: { Value: !GetAtt Pay.Arn, Export: { Name: pay-fn } }\n`,
  };
  const SERVERLESS = { "fn/serverless.yml": SERVICE };
  const data = 'data "aws_cloudformation_stack" "pay" {\n  name = "pay-prod"\n}\n';
  const exported = 'data "aws_cloudformation_export" "pay" {\n  name = "pay-fn"\n}\n';
  const askers: readonly [what: string, files: Readonly<Record<string, string>>][] = [
    [
      "an output in Terraform",
      { "feed/main.tf": mappingTf('data.aws_cloudformation_stack.pay.outputs["Fn"]', data) },
    ],
    [
      "an export in Terraform",
      { "feed/main.tf": mappingTf("data.aws_cloudformation_export.pay.value", exported) },
    ],
    ["an output in Serverless", { "feed/serverless.yml": feeding("${cf:pay-prod.Fn}") }],
    ["an output of a region", { "feed/serverless.yml": feeding("${cf(eu-west-1):pay-prod.Fn}") }],
    ["an output of a region after a dot", { "feed/serverless.yml": feeding("${cf.eu-west-1:pay-prod.Fn}") }],
    [
      "a value of custom",
      { "feed/serverless.yml": feeding("${self:custom.fn}", "custom: { fn: '${cf:pay-prod.Fn}' }\n") },
    ],
    ["an import in Serverless", { "feed/serverless.yml": feeding("!ImportValue pay-fn") }],
  ];

  it.each(askers)("is the one that its template declares: %s", async (_, files) => {
    expect(await isHeld({ ...STACK, ...files }, named)).toBe(true);
    const roomy = { "fn.yaml": STACK["fn.yaml"].replace(": 10 ", ": 500 ") };
    expect(await isHeld({ ...roomy, ...files }, named)).toBe(false);
  });

  it.each(askers)("is the one that its service declares: %s", async (_, files) => {
    expect(await isHeld({ ...SERVERLESS, ...files })).toBe(true);
  });

  it("is none that can be told where the stack's name, its output or the region is another", async () => {
    const [[, inTerraform] = ["", {}]] = askers;
    expect(await isHeld({ ...STACK, ...inTerraform })).toBe(false);
    for (const name of ["${cf:pay-prod.Other}", "${cf:pay-dev.Fn}", "${cf(us-east-1):pay-prod.Fn}"])
      expect(await isHeld({ ...SERVERLESS, "feed/serverless.yml": feeding(name) })).toBe(false);
  });

  it("may be handed to a service by its compose file", async () => {
    const compose = (output: string) =>
      `services:\n  pay: { path: fn }\n  feed: { path: feed, params: { fn: "\${pay.${output}}" } }\n`;
    const feed = { "feed/serverless.yml": feeding("${param:fn}") };
    expect(await isHeld({ ...SERVERLESS, ...feed, "serverless-compose.yml": compose("Fn") })).toBe(true);
    expect(await isHeld({ ...SERVERLESS, ...feed, "serverless-compose.yml": compose("Other") })).toBe(false);
  });

  it("doesn't make services that ask each other for outputs go round in circles", async () => {
    const circle = SERVICE.replace("service: pay", "service: '${param:name}'");
    const compose =
      'services:\n  pay: { path: fn, params: { name: "${feed.Name}" } }\n  feed: { path: feed, params: { fn: "${pay.Fn}" } }\n';
    const feed = { "feed/serverless.yml": feeding("${param:fn}") };
    expect(await isHeld({ "fn/serverless.yml": circle, ...feed, "serverless-compose.yml": compose })).toBe(
      false,
    );
  });
});
