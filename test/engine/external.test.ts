import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { Report } from "../../src/finding.ts";

const POLICY = `environments:
  prod: { production: true, account: "111122223333", regions: [eu-west-1] }
`;
const LISTED = `${POLICY}critical-paths:
  - { function: "legacy-*", max-provisioned: 50, owner: legacy, reason: slow }
`;

async function report(files: Readonly<Record<string, string>>, policy = POLICY): Promise<Report> {
  const checkout = new MemoryCheckout({ ...files, "policy.yml": policy });
  const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-06-15" });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  return outcome.report;
}

const listed = ({ findings }: Report) =>
  findings
    .filter(({ ruleId }) => ruleId === "provisioned-concurrency-allow-listed")
    .map(({ verdict, message }) => `${verdict}: ${message}`);

const PROVIDER = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
const config = (fn: string, amount = 500) =>
  `${PROVIDER}resource "aws_lambda_provisioned_concurrency_config" "c" {\n  function_name = ${fn}\n  qualifier = "live"\n  provisioned_concurrent_executions = ${amount}\n}\n`;
const target = (id: string) =>
  `${PROVIDER}resource "aws_appautoscaling_target" "t" {\n  service_namespace = "lambda"\n  scalable_dimension = "lambda:function:ProvisionedConcurrency"\n  resource_id = ${id}\n  min_capacity = 1\n  max_capacity = 500\n}\n`;
const alias = (fn: string) =>
  `Parameters: { Name: { Type: String } }\nResources:\n  Live:\n    Type: AWS::Lambda::Alias\n    Properties:\n      FunctionName: ${fn}\n      FunctionVersion: "7"\n      Name: live\n      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 500 }\n`;

/** Each provisions 500 on a function that is declared nowhere here. */
const NAMED: readonly [what: string, file: string, text: string][] = [
  ["a name in Terraform", "main.tf", config('"legacy-api"')],
  ["an ARN", "main.tf", config('"arn:aws:lambda:eu-west-1:111122223333:function:legacy-api"')],
  [
    "an ARN with a qualifier",
    "main.tf",
    config('"arn:aws:lambda:eu-west-1:111122223333:function:legacy-api:x"'),
  ],
  [
    "a data source",
    "main.tf",
    `${config("data.aws_lambda_function.old.function_name")}data "aws_lambda_function" "old" {\n  function_name = "legacy-api"\n}\n`,
  ],
  ["a variable", "main.tf", `${config("var.fn")}variable "fn" {\n  default = "legacy-api"\n}\n`],
  ["the id of a scaling target", "main.tf", target('"function:legacy-api:live"')],
  ["a name in a template", "template.yaml", alias("legacy-api")],
  [
    "an alias of a name",
    "main.tf",
    `${config("aws_lambda_alias.live.function_name")}resource "aws_lambda_alias" "live" {\n  name = "live"\n  function_name = "legacy-api"\n  function_version = "7"\n}\n`,
  ],
];
const NAMELESS: readonly [what: string, file: string, text: string][] = [
  ["a parameter", "template.yaml", alias("!Ref Name")],
  ["an import", "template.yaml", alias("!ImportValue legacy-function")],
  [
    "another state",
    "main.tf",
    `${config("data.terraform_remote_state.other.outputs.fn")}data "terraform_remote_state" "other" {\n  backend = "s3"\n}\n`,
  ],
  [
    "an output of a module that isn't here",
    "main.tf",
    `${config("module.legacy.function_name")}module "legacy" {\n  source = "acme/legacy/aws"\n}\n`,
  ],
  ["a variable without a value", "main.tf", `${config("var.fn")}variable "fn" {}\n`],
];

describe("provisioned concurrency on a function that is declared elsewhere", () => {
  it.each(NAMED)("is held against the list by its name: %s", async (_, file, text) => {
    const told = await report({ [file]: text });
    expect(listed(told)).toEqual([
      expect.stringMatching(/^violation: legacy-api has .*500 provisioned instances, and no critical path/),
    ]);
    expect(listed(await report({ [file]: text }, LISTED))).toEqual([
      expect.stringMatching(/^(?:violation|undetermined): .*(?:legacy-api).* its critical path allows 50/),
    ]);
  });

  it.each(NAMED)(
    "is allowed by an entry that covers it, which then isn't said to cover nothing: %s",
    async (_, file, text) => {
      const told = await report({ [file]: text }, LISTED.replace("50,", "500,"));
      expect(listed(told)).toEqual([]);
      expect(told.diagnostics.filter(({ message }) => message.includes("covers nothing"))).toEqual([]);
    },
  );

  it.each(NAMED)("is taken from the pool of its account: %s", async (_, file, text) => {
    const { pools } = (await report({ [file]: text })).ledger;
    expect(pools).toMatchObject([
      { account: "111122223333", region: "eu-west-1", provisionedUnreserved: { atMost: 500 } },
    ]);
  });

  it.each(NAMELESS)("is undetermined where it has no name here: %s", async (_, file, text) => {
    const told = await report({ [file]: text });
    expect(listed(told)).toEqual([
      expect.stringMatching(
        /^undetermined: .*500 provisioned instances, and whether a critical path lists it can't be determined: .+\.$/,
      ),
    ]);
    expect(told.ledger.pools[0]?.provisionedUnreserved).toEqual({ atLeast: 0, atMost: 500 });
  });

  it("is one function, however many configurations name it", async () => {
    const second = config('"legacy-api"')
      .slice(PROVIDER.length)
      .replace('"c"', '"d"')
      .replace('"live"', '"blue"');
    const { ledger, cost } = await report({ "main.tf": config('"legacy-api"') + second });
    expect(ledger.pools[0]?.entries).toHaveLength(1);
    expect(ledger.pools[0]?.provisionedUnreserved).toEqual({ atLeast: 1000, atMost: 1000 });
    expect(cost.functions).toHaveLength(1);
  });

  it("is not asked for a reservation, and counts among no functions", async () => {
    const told = await report({ "main.tf": config('"legacy-api"') });
    expect(told.summary.functions).toBe(0);
    expect(told.findings.map(({ ruleId }) => ruleId)).toEqual(["provisioned-concurrency-allow-listed"]);
  });
});

it("of a name that nobody knows is declared here where the alias beside it is", async () => {
  const text = `${PROVIDER}variable "fn" {}
resource "aws_lambda_function" "pay" {
  function_name                  = var.fn
  reserved_concurrent_executions = 10
  publish                        = true
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.pay.function_name
  function_version = aws_lambda_function.pay.version
}
resource "aws_lambda_provisioned_concurrency_config" "c" {
  function_name                     = var.fn
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 20
}
`;
  const { findings, model } = await report({ "main.tf": text });
  expect(model.functions.map(({ address }) => address)).toEqual(["aws_lambda_function.pay"]);
  expect(findings.map(({ ruleId }) => ruleId)).toContain("provisioned-concurrency-within-reserved");
});
