import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";

type Files = Readonly<Record<string, string>>;

const POLICY = `
environments:
  prod: { production: true, account: "111122223333", regions: [eu-west-1] }
`;
const ALL = ["event-source-within-reserved", "provisioned-concurrency-within-reserved"];

async function run(files: Files) {
  const checkout = new MemoryCheckout({ "policy.yml": POLICY, ...files });
  const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  return outcome.report;
}

async function rulesBroken(files: Files): Promise<string[]> {
  const { findings } = await run(files);
  const broken = findings.filter(({ verdict }) => verdict === "violation").map(({ ruleId }) => ruleId);
  return [...new Set(broken)].filter((id) => ALL.includes(id)).sort();
}

/** The files with another reservation in the place of 10. */
function reserving(cap: number, files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      text.replace(
        /((?:ReservedConcurrentExecutions"?:|reserved_concurrent_executions =) ?)10\b/g,
        `$1${cap}`,
      ),
    ]),
  );
}

const MODULE = `resource "aws_lambda_function" "this" {
  function_name = "pay"
  role = "arn:aws:iam::111122223333:role/pay"
  publish = true
  reserved_concurrent_executions = 10
}
output "lambda_function_name" {
  value = aws_lambda_function.this.function_name
}
output "lambda_function_version" {
  value = aws_lambda_function.this.version
}
`;
const aliased = (source: string, outputs = "module.fn") => `provider "aws" {
  region = "eu-west-1"
}
${source}
resource "aws_lambda_alias" "live" {
  name = "live"
  function_name = ${outputs}.lambda_function_name
  function_version = ${outputs}.lambda_function_version
}
resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name = aws_lambda_alias.live.function_name
  qualifier = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 50
}
resource "aws_lambda_event_source_mapping" "feed" {
  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:orders"
  function_name = aws_lambda_alias.live.arn
  scaling_config {
    maximum_concurrency = 200
  }
}
`;
const KNOWN =
  'module "fn" {\n  source = "terraform-aws-modules/lambda/aws"\n  version = "~> 7.0"\n  function_name = "pay"\n  publish = true\n  reserved_concurrent_executions = 10\n}\n';
const OUTPUTS =
  'output "lambda_function_name" {\n  value = module.fn.lambda_function_name\n}\noutput "lambda_function_version" {\n  value = module.fn.lambda_function_version\n}\n';
const STATE =
  'data "terraform_remote_state" "fn" {\n  backend = "local"\n  config = { path = "../fn/terraform.tfstate" }\n}\n';

const FUNCTIONS = `Resources:
  Pay:
    Type: AWS::Lambda::Function
    Properties: { Role: arn:aws:iam::111122223333:role/pay, Runtime: python3.13, Handler: index.handler, Code: { ZipFile: pass }, ReservedConcurrentExecutions: 10 }
  V: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref Pay } }
Outputs:
  FnArn: { Value: !GetAtt Pay.Arn }
  Version: { Value: !GetAtt V.Version }
`;
const SAM_FUNCTIONS = `Transform: AWS::Serverless-2016-10-31
Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: index.handler, CodeUri: ., ReservedConcurrentExecutions: 10, AutoPublishAlias: other }
Outputs:
  FnArn: { Value: !GetAtt Pay.Arn }
  Version: { Value: !GetAtt Pay.Version.Version }
`;
const FEEDS = `Parameters: { Fn: { Type: String }, Version: { Type: String } }
Resources:
  Feed:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: !Ref Fn
      EventSourceArn: arn:aws:sqs:eu-west-1:111122223333:orders
      ScalingConfig: { MaximumConcurrency: 200 }
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Fn
      FunctionVersion: !Ref Version
      Name: live
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 50 }
`;
const outer = (type: string, location: string) => `Resources:
  Functions:
    Type: ${type}
    Properties: { ${location}: functions.yaml }
  Feeds:
    Type: ${type}
    Properties:
      ${location}: feeds.yaml
      Parameters: { Fn: !GetAtt Functions.Outputs.FnArn, Version: !GetAtt Functions.Outputs.Version }
`;

/** The function in one part, what belongs to it in another. */
const PARTS: readonly [what: string, files: Files][] = [
  [
    "a module of the checkout",
    { "main.tf": aliased('module "fn" {\n  source = "./modules/fn"\n}'), "modules/fn/main.tf": MODULE },
  ],
  ["a module that is known", { "main.tf": aliased(KNOWN) }],
  [
    "a module of another root",
    {
      "fn/main.tf": `provider "aws" {\n  region = "eu-west-1"\n}\nmodule "fn" {\n  source = "../modules/fn"\n}\n${OUTPUTS}`,
      "modules/fn/main.tf": MODULE,
      "feed/main.tf": aliased(STATE, "data.terraform_remote_state.fn.outputs"),
    },
  ],
  [
    "a known module of another root",
    {
      "fn/main.tf": `provider "aws" {\n  region = "eu-west-1"\n}\n${KNOWN}${OUTPUTS}`,
      "feed/main.tf": aliased(STATE, "data.terraform_remote_state.fn.outputs"),
    },
  ],
  [
    "nested stacks",
    {
      "outer.yaml": outer("AWS::CloudFormation::Stack", "TemplateURL"),
      "functions.yaml": FUNCTIONS,
      "feeds.yaml": FEEDS,
    },
  ],
  [
    "applications of SAM",
    {
      "template.yaml": `Transform: AWS::Serverless-2016-10-31\n${outer("AWS::Serverless::Application", "Location")}`,
      "functions.yaml": SAM_FUNCTIONS,
      "feeds.yaml": FEEDS,
    },
  ],
];

describe("a function of one part, with an alias and a queue in another", () => {
  it.each(PARTS)("is one story: %s", async (_, files) => {
    expect(await rulesBroken(files)).toEqual(ALL);
    expect(await rulesBroken(reserving(500, files))).toEqual([]);
  });

  it("is one story over stacks, nested stacks and assemblies of the CDK", async () => {
    const manifest = (...stacks: string[]) =>
      JSON.stringify({
        version: "36.0.0",
        artifacts: Object.fromEntries(
          stacks.map((stack) => [
            stack,
            {
              type: "aws:cloudformation:stack",
              environment: "aws://111122223333/eu-west-1",
              properties: { templateFile: `${stack}.template.json`, stackName: stack },
            },
          ]),
        ),
      });
    const arn = { "Fn::GetAtt": ["Pay", "Arn"] };
    const feed = (of: object) => ({
      Type: "AWS::Lambda::EventSourceMapping",
      Properties: {
        FunctionName: of,
        EventSourceArn: "arn:aws:sqs:eu-west-1:111122223333:orders",
        ScalingConfig: { MaximumConcurrency: 3 },
      },
    });
    const files = {
      "a/cdk.out/manifest.json": manifest("A", "B"),
      "a/cdk.out/A.template.json": JSON.stringify({
        Resources: {
          Pay: {
            Type: "AWS::Lambda::Function",
            Properties: {
              Role: "arn:aws:iam::111122223333:role/pay",
              Code: { ZipFile: "pass" },
              ReservedConcurrentExecutions: 10,
            },
          },
          Inner: {
            Type: "AWS::CloudFormation::Stack",
            Properties: { TemplateURL: "https://example.com", Parameters: { Fn: arn } },
            Metadata: {
              "aws:asset:path": "inner.nested.template.json",
              "aws:asset:property": "TemplateURL",
            },
          },
          Name: { Type: "AWS::SSM::Parameter", Properties: { Name: "/pay", Type: "String", Value: arn } },
        },
        Outputs: { Fn: { Value: arn, Export: { Name: "A:Fn" } } },
      }),
      "a/cdk.out/inner.nested.template.json": JSON.stringify({
        Parameters: { Fn: { Type: "String" } },
        Resources: { Feed: feed({ Ref: "Fn" }) },
      }),
      "a/cdk.out/B.template.json": JSON.stringify({
        Resources: { Feed: feed({ "Fn::ImportValue": "A:Fn" }) },
      }),
      "b/cdk.out/manifest.json": manifest("C"),
      "b/cdk.out/C.template.json": JSON.stringify({
        Parameters: { Fn: { Type: "AWS::SSM::Parameter::Value<String>", Default: "/pay" } },
        Resources: { One: feed({ "Fn::ImportValue": "A:Fn" }), Two: feed({ Ref: "Fn" }) },
      }),
    };
    const { findings } = await run(files);
    // Four queues of 3 each: any three of them would fit.
    expect(findings.find(({ ruleId }) => ruleId === "event-source-within-reserved")?.message).toContain(
      "4 queues may invoke Pay 12 times at once, and it reserves 10",
    );
    expect(await rulesBroken(reserving(12, files))).toEqual([]);
  });

  it("has no name that is made of the name of its nested stack: only the deployment knows it", async () => {
    const named = FUNCTIONS.replace("Role:", 'FunctionName: !Sub "${' + 'AWS::StackName}-pay", Role:');
    const { model } = await run({
      "outer.yaml": outer("AWS::CloudFormation::Stack", "TemplateURL"),
      "functions.yaml": named,
      "feeds.yaml": FEEDS,
      "samconfig.toml": 'version = 0.1\n[default.deploy.parameters]\nstack_name = "shop"\n',
    });
    expect(model.functions[0]?.name).toMatchObject({
      state: "unknown",
      because: expect.stringContaining("the nested stack Functions is made by the deployment"),
    });
  });
});
