import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { Report } from "../../src/finding.ts";

type Files = Readonly<Record<string, string>>;

const POLICY = 'environments:\n  prod: { production: true, account: "111122223333", regions: [eu-west-1] }\n';

async function report(files: Files): Promise<Report> {
  const outcome = await runPolicy({ checkout: new MemoryCheckout(files), paths: ["."], today: "2026-06-15" });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  return outcome.report;
}

const limit = ({ findings }: Report) =>
  findings
    .filter(({ ruleId }) => ruleId === "reserved-concurrency-within-limit")
    .map(({ verdict, severity, at, message }) => ({ verdict, severity, file: at.file, message }));
const reserved = ({ ledger }: Report) => ledger.pools.map((pool) => pool.reserved.atLeast);

const template = (name: string, amount: number) =>
  `Resources:\n  Pay:\n    Type: AWS::Lambda::Function\n    Properties: { FunctionName: ${name}, ReservedConcurrentExecutions: ${amount} }\n`;
const root = (name: string, amount: number, provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n') =>
  `${provider}resource "aws_lambda_function" "${name}" {\n  function_name = "${name}"\n  reserved_concurrent_executions = ${amount}\n}\n`;

const app = (...stacks: readonly [name: string, amount: number, environment?: string][]): Files => ({
  "cdk.json": "{}",
  "cdk.out/manifest.json": JSON.stringify({
    version: "36.0.0",
    artifacts: Object.fromEntries(
      stacks.map(([name, , environment = "aws://unknown-account/unknown-region"]) => [
        name,
        {
          type: "aws:cloudformation:stack",
          environment,
          properties: { templateFile: `${name}.template.json` },
        },
      ]),
    ),
  }),
  ...Object.fromEntries(
    stacks.map(([name, amount]) => [
      `cdk.out/${name}.template.json`,
      JSON.stringify({
        Resources: {
          Pay: { Type: "AWS::Lambda::Function", Properties: { ReservedConcurrentExecutions: amount } },
        },
      }),
    ]),
  ),
});

describe("stacks of one app whose account nobody tells", () => {
  const POLICY_OF_ANY = "environments:\n  prod: { production: true }\n";

  it("may go to one account, and needn't", async () => {
    const told = await report({ "policy.yml": POLICY_OF_ANY, ...app(["Orders", 600], ["Pay", 600]) });
    expect(limit(told)).toMatchObject([
      { verdict: "undetermined", message: expect.stringContaining("cdk.out (Orders), cdk.out (Pay)") },
    ]);
  });

  it("are each over a limit by themselves alone", async () => {
    const told = await report({ "policy.yml": POLICY_OF_ANY, ...app(["Orders", 950], ["Pay", 100]) });
    expect(limit(told)).toMatchObject([
      { verdict: "violation", message: expect.stringContaining("by cdk.out (Orders) alone") },
    ]);
  });

  it("are summed where they say that it is one", async () => {
    const place = "aws://111122223333/eu-west-1";
    const told = await report({
      "policy.yml": POLICY_OF_ANY,
      ...app(["Orders", 600, place], ["Pay", 600, place]),
    });
    expect(limit(told)).toMatchObject([{ verdict: "violation" }]);
  });
});

describe("one name in one account, region and environment is one function", () => {
  it("and counted once, whichever roots and formats declare it", async () => {
    const told = await report({
      "policy.yml": POLICY,
      "template.yaml": template("pay", 500),
      "packaged.yaml": template("pay", 500),
      "infra/main.tf": root("pay", 500),
    });
    expect(reserved(told)).toEqual([500]);
    expect(limit(told)).toEqual([]);
    expect(told.ledger.pools[0]?.entries[0]?.also).toHaveLength(2);
    expect(told.summary).toMatchObject({ roots: 3, functions: 1 });
  });

  it("but two where the name differs, or where one root declares both", async () => {
    const two = await report({
      "policy.yml": POLICY,
      "template.yaml": template("pay", 500),
      "other.yaml": template("mail", 500),
    });
    expect(limit(two)).toMatchObject([{ verdict: "violation" }]);
    const doubled = `${root("pay", 500)}${root("pay", 500, "").replace('"aws_lambda_function" "pay"', '"aws_lambda_function" "again"')}`;
    expect(reserved(await report({ "policy.yml": POLICY, "main.tf": doubled }))).toEqual([1000]);
  });

  it("where names are the deployment's to tell, they are no reason to merge", async () => {
    const open = template("!Ref Name", 500).replace(
      "Resources:",
      "Parameters: { Name: { Type: String } }\nResources:",
    );
    const told = await report({ "policy.yml": POLICY, "a.yaml": open, "b.yaml": open });
    expect(reserved(told)).toEqual([1000]);
  });

  it("the larger number counts where they disagree, and that is said", async () => {
    const told = await report({
      "policy.yml": POLICY,
      "a.yaml": template("pay", 100),
      "b.yaml": template("pay", 300),
    });
    expect(reserved(told)).toEqual([300]);
    expect(told.diagnostics).toMatchObject([
      {
        severity: "warning",
        message: expect.stringMatching(/is declared by a\.yaml too, and takes 100 there; .* with 300/),
      },
    ]);
  });

  it("what it provisions is paid once", async () => {
    const alias = `${template("pay", 50)}  Live: { Type: AWS::Lambda::Alias, Properties: { Name: live, FunctionName: !Ref Pay, FunctionVersion: "7", ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 } } }\n`;
    const once = await report({ "policy.yml": POLICY, "a.yaml": alias });
    const twice = await report({ "policy.yml": POLICY, "a.yaml": alias, "b.yaml": alias });
    expect(twice.cost.monthlyUsd).toEqual(once.cost.monthlyUsd);
  });
});

describe("roots in accounts that nobody tells", () => {
  it("are no certain error together, and the message says which accounts are missing", async () => {
    const told = await report({ "a/main.tf": root("a", 600), "b/main.tf": root("b", 600) });
    expect(limit(told)).toMatchObject([
      {
        verdict: "undetermined",
        message: expect.stringMatching(/were it one: .* Which account or region a, b are deployed to/),
      },
    ]);
  });

  it("are one where a root by itself is over, which the message counts alone", async () => {
    const told = await report({ "a/main.tf": root("a", 1200), "b/main.tf": root("b", 600) });
    expect(limit(told)).toMatchObject([
      {
        verdict: "violation",
        file: "a/main.tf",
        message: expect.stringContaining("1200 of 900 taken (limit 1000 less a floor of 100) by a alone"),
      },
    ]);
  });

  it("are summed where the policy gives the account", async () => {
    const told = await report({
      "policy.yml": POLICY,
      "a/main.tf": root("a", 600),
      "b/main.tf": root("b", 600),
    });
    expect(limit(told)).toMatchObject([{ verdict: "violation" }]);
  });
});

describe("the region of a resource", () => {
  const provider = 'provider "aws" {\n  region = "eu-north-1"\n}\n';
  const withRegion = (region: string) =>
    root("pay", 5, provider).replace("  function_name", `  region = ${region}\n  function_name`);

  it.each([
    ["null", "eu-north-1"],
    ["var.region", "eu-north-1"],
    ['"us-east-1"', "us-east-1"],
  ])("is its provider's where its own is not set: %s", async (region, expected) => {
    const told = await report({
      "main.tf": `${withRegion(region)}variable "region" {\n  default = null\n}\n`,
    });
    expect(told.ledger.pools.map((pool) => pool.region)).toEqual([expected]);
  });

  it("is its provider's in a module that is known here", async () => {
    const call =
      'module "pay" {\n  source = "terraform-aws-modules/lambda/aws"\n  function_name = "pay"\n  reserved_concurrent_executions = 50\n}\n';
    const told = await report({ "main.tf": provider + call });
    expect(told.ledger.pools).toMatchObject([{ region: "eu-north-1", reserved: { atLeast: 50 } }]);
  });
});

it("what is over the limit stands on what takes most for certain", async () => {
  const any = `${root("small", 5).replace("  function_name", "  for_each = toset(data.aws_ssm_parameter.names.insecure_value)\n  function_name")}data "aws_ssm_parameter" "names" {\n  name = "n"\n}\n`;
  const told = await report({ "policy.yml": POLICY, "a/main.tf": root("pay", 1500), "b/main.tf": any });
  expect(limit(told)).toMatchObject([{ verdict: "violation", file: "a/main.tf" }]);
});
