import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import { runChange } from "../../src/engine/run-change.ts";
import { findingsByChange, type Report } from "../../src/finding.ts";

type Files = Readonly<Record<string, string>>;

async function report(files: Files, tracked: readonly string[] = []): Promise<Report> {
  const outcome = await runPolicy({
    checkout: new MemoryCheckout(files, tracked),
    paths: ["."],
    today: "2026-06-15",
  });
  if (!("report" in outcome)) throw new Error(JSON.stringify(outcome.policyProblems));
  return outcome.report;
}

const PROVIDER = 'provider "aws" {\n  region = "us-east-1"\n}\n';
const SOURCE = "git::https://git.example.com/platform/modules.git//lambda?ref=v3";
const call = (name: string, source = SOURCE) =>
  `module "${name}" {\n  source               = "${source}"\n  function_name        = "${name}"\n  reserved_concurrency = 50\n}\n`;
const fn = (name: string) =>
  `resource "aws_lambda_function" "${name}" {\n  function_name                  = "${name}"\n  reserved_concurrent_executions = 5\n}\n`;
const unread = ({ coverage }: Report) =>
  coverage.unread.map(({ kind, what, calls }) => [kind, what, calls.length]);

describe("modules that are not here", () => {
  const files = { "a/main.tf": PROVIDER + call("one") + call("two"), "b/main.tf": PROVIDER + call("three") };

  it("are one entry and one finding for each source, with every call", async () => {
    const told = await report(files);
    expect(unread(told)).toEqual([["module", SOURCE, 3]]);
    expect(told.coverage.modules).toEqual({ read: 0, unread: 1 });
    expect(told.coverage.unread[0]).toMatchObject({
      mayHoldFunctions: true,
      because: `${SOURCE} is not in the checkout`,
      hint: expect.stringContaining("terraform get"),
      calls: [
        { address: "module.one", root: "a" },
        { address: "module.two", root: "a" },
        { address: "module.three", root: "b" },
      ],
    });
    expect(told.findings).toMatchObject([
      {
        ruleId: "infrastructure-read",
        verdict: "undetermined",
        severity: "warning",
        subject: "module.one",
        at: { file: "a/main.tf", start: { line: 4 } },
        related: [{ message: "so is module.two" }, { message: "so is module.three" }],
        subjects: ["a#module.one", "a#module.two", "b#module.three"],
      },
    ]);
  });

  it("are described by the entry that is printed, which the policy accepts", async () => {
    const [first] = (await report(files)).coverage.unread;
    const told = await report({ ...files, "policy.yml": first?.entry ?? "" });
    expect(told.coverage.unread).toEqual([]);
    expect(told.coverage.modules).toEqual({ read: 1, unread: 0 });
    expect(told.findings).toEqual([]);
    expect(told.summary.functions).toBe(3);
    expect(told.ledger.pools[0]?.reserved).toEqual({ atLeast: 150, atMost: 150 });
  });

  it("are waived by the address of a call, and no other one with it", async () => {
    const waiver =
      "waivers:\n  - { rule: infrastructure-read, function: module.one, owner: me, reason: known, expires: 2027-01-01 }\n";
    const { findings, diagnostics } = await report({ ...files, "policy.yml": waiver });
    expect(findings.map(({ waiver: by, subjects }) => [by?.reason, subjects])).toEqual([
      ["known", ["a#module.one"]],
      [undefined, ["a#module.two", "b#module.three"]],
    ]);
    expect(diagnostics).toEqual([]);
  });

  it("are new where a change calls one more", async () => {
    const run = async (head: Files) => {
      const checkout = new MemoryCheckout(head, Object.keys(head));
      const base = new MemoryCheckout(files, Object.keys(files));
      const options = { checkout, paths: ["."], today: "2026-06-15" };
      const outcome = await runChange(options, { checkout: base, name: "main" });
      if (!("report" in outcome)) throw new Error("The policy can't be used.");
      return findingsByChange(outcome.report.findings).new.map(({ ruleId }) => ruleId);
    };
    expect(await run({ ...files, "README.md": "" })).toEqual([]);
    expect(await run({ ...files, "b/main.tf": `# moved\n${files["b/main.tf"]}` })).toEqual([]);
    expect(await run({ ...files, "c/main.tf": PROVIDER + call("four") })).toEqual(["infrastructure-read"]);
  });

  it("say nothing where nothing of them speaks of Lambda, unless any is suspect", async () => {
    const network = { "main.tf": `${PROVIDER}module "network" {\n  source = "acme/network/aws"\n}\n` };
    const told = await report(network);
    expect(told.coverage.unread).toMatchObject([{ what: "acme/network/aws", mayHoldFunctions: false }]);
    expect(told.findings).toEqual([]);
    const any = await report({
      ...network,
      "policy.yml": "rules: { infrastructure-read: { suspect: any } }\n",
    });
    expect(any.findings).toMatchObject([{ subject: "module.network", verdict: "undetermined" }]);
  });
});

describe("what the policy excludes", () => {
  const policy = 'exclude:\n  - { paths: ["archive/**"], reason: nobody deploys it }\n';

  it("is left out, whatever is wrong with it, and listed with the reason", async () => {
    const told = await report({
      "policy.yml": policy,
      "infra/main.tf": PROVIDER + fn("pay"),
      "archive/old/main.tf": PROVIDER + fn("old").replace("5", "5000"),
      "archive/gone/main.tf": PROVIDER + call("gone_lambda"),
      "archive/broken/main.tf": 'resource "aws_lambda_function" "x" {\n',
      "archive/template.yaml": "Resources: { F: { Type: AWS::Lambda::Function }\n",
      "archive/serverless.ts": "export default { service: 'x', provider: { name: 'aws' } }",
    });
    expect(told.summary).toMatchObject({ roots: 1, functions: 1, errors: 0, undetermined: 0 });
    expect(told.coverage.unread).toEqual([]);
    const because = "nobody deploys it";
    expect(told.coverage.leftOut).toEqual(
      ["archive/broken", "archive/gone", "archive/old", "archive/serverless.ts", "archive/template.yaml"].map(
        (path) => ({ path, because }),
      ),
    );
  });

  it("is still read where a root that is deployed calls it", async () => {
    const told = await report({
      "policy.yml": policy,
      "infra/main.tf": `${PROVIDER}module "m" {\n  source = "../archive/module"\n}\n`,
      "archive/module/main.tf": fn("kept"),
    });
    expect(told.summary.functions).toBe(1);
  });
});

describe("blocks that no root reaches", () => {
  it("are unread: of a module that nobody calls, beside roots that are deployed", async () => {
    const told = await report({
      "live/main.tf": PROVIDER + fn("pay"),
      "modules/worker/main.tf": fn("worker"),
    });
    expect(told.summary).toMatchObject({ roots: 1, functions: 1 });
    expect(told.findings).toMatchObject([
      { ruleId: "infrastructure-read", subject: "aws_lambda_function.worker", verdict: "undetermined" },
    ]);
  });

  it("are unread: of a module that is called with count = 0 alone", async () => {
    const told = await report({
      "live/main.tf": `${PROVIDER}module "worker" {\n  source = "../modules/worker"\n  count  = 0\n}\n`,
      "modules/worker/main.tf": fn("worker"),
    });
    expect(unread(told)).toEqual([["block", "modules/worker/main.tf", 1]]);
  });

  it("are none where the folder is all that there is", async () => {
    const told = await report({ "modules/worker/main.tf": fn("worker") });
    expect(told.summary).toMatchObject({ roots: 1, functions: 1 });
    expect(told.findings).toEqual([]);
  });

  it("are unread: of a template that is nested only under a condition that never holds", async () => {
    const told = await report({
      "parent.yaml":
        "Conditions: { Never: !Equals [a, b] }\nResources:\n  N: { Type: AWS::CloudFormation::Stack, Condition: Never, Properties: { TemplateURL: ./child.yaml } }\n",
      "child.yaml": "Resources: { F: { Type: AWS::Lambda::Function } }\n",
    });
    expect(unread(told)).toEqual([["block", "child.yaml", 1]]);
  });
});

describe("a text that can't be understood", () => {
  it("costs itself alone, and is a finding at its line in the environments of its path", async () => {
    const told = await report({
      "policy.yml":
        'environments:\n  prod: { production: true, match: { paths: ["live/**"] } }\n  dev: { match: { paths: ["dev/**"] } }\n',
      "live/main.tf": `${fn("pay")}resource "aws_lambda_function" "mail" {\n`,
      "dev/template.yaml": "Resources:\n  F: { Type: AWS::Lambda::Function\n",
    });
    expect(told.summary.functions).toBe(2);
    expect(
      told.findings
        .filter(({ ruleId }) => ruleId === "infrastructure-read")
        .map(({ at, severity, environments }) => [at.file, severity, environments]),
    ).toEqual([
      ["dev/template.yaml", "error", ["dev"]],
      ["live/main.tf", "error", ["prod"]],
    ]);
  });
});

describe("numbers that commands set", () => {
  const workflow = ".github/workflows/deploy.yml";
  const step = (command: string) => ({ [workflow]: `jobs:\n  d:\n    steps:\n      - run: ${command}\n` });

  it.each([
    [
      "aws lambda put-function-concurrency --function-name pay --reserved-concurrent-executions 950",
      "put-function-concurrency",
    ],
    [
      "aws lambda put-provisioned-concurrency-config --function-name pay --qualifier live",
      "put-provisioned-concurrency-config",
    ],
    ["terraform -chdir=live apply -auto-approve -var reserved_concurrency=950", "reserved_concurrency=950"],
    [
      "sam deploy --stack-name x --parameter-overrides Stage=prod ReservedConcurrency=950",
      "ReservedConcurrency=950",
    ],
    ["aws cloudformation deploy --parameter-overrides LambdaReserved=950", "LambdaReserved=950"],
    ["npx serverless deploy --param='concurrency=950'", "concurrency=950"],
  ])("%s", async (command, what) => {
    const told = await report(step(command));
    expect(unread(told)).toEqual([["command", `${what} in ${workflow}`, 1]]);
    expect(told.findings).toMatchObject([
      { ruleId: "infrastructure-read", at: { file: workflow, start: { line: 4 } } },
    ]);
  });

  it("are known where the policy gives the same input", async () => {
    const policy =
      "environments: { prod: { production: true, terraform: { variables: { reserved_concurrency: 950 } } } }\n";
    const told = await report({
      ...step("terraform apply -var reserved_concurrency=950"),
      "policy.yml": policy,
    });
    expect(told.coverage.unread).toEqual([]);
  });

  it.each([
    "# aws lambda put-function-concurrency",
    "terraform apply -var region=eu-west-1",
    "echo ReservedConcurrency=5",
    "terraform fmt -check",
  ])("are none in: %s", async (command) => {
    expect((await report({ "deploy.sh": `${command}\n` })).coverage.unread).toEqual([]);
  });
});
