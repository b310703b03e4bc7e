import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../../../src/engine/run.ts";

const estate = (reserved: number, enabled: string) => ({
  "terraform.tfvars": enabled,
  "policy.yml": `
environments:
  prod: { production: true, account: "111122223333", regions: [eu-west-1] }
critical-paths:
  - { function: pay, max-provisioned: 50, owner: payments, reason: checkout }
`,
  "main.tf": `
provider "aws" {
  region = "eu-west-1"
}
variable "enabled" {
  type = bool
}
resource "aws_lambda_function" "pay" {
  count                          = var.enabled ? 1 : 0
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  publish                        = true
  reserved_concurrent_executions = ${reserved}
}
resource "aws_lambda_alias" "live" {
  count            = var.enabled ? 1 : 0
  name             = "live"
  function_name    = aws_lambda_function.pay[0].function_name
  function_version = aws_lambda_function.pay[0].version
}
resource "aws_lambda_provisioned_concurrency_config" "live" {
  count                             = var.enabled ? 1 : 0
  function_name                     = aws_lambda_function.pay[0].function_name
  qualifier                         = aws_lambda_alias.live[0].name
  provisioned_concurrent_executions = 5
}
`,
});

async function found(reserved: number, enabled = ""): Promise<string[]> {
  const checkout = new MemoryCheckout(estate(reserved, enabled));
  const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error("there is no policy file that could be wrong");
  return outcome.report.findings.map(({ ruleId, verdict }) => `${ruleId} ${verdict}`);
}

describe("a function, its alias and its configuration under one undecided condition", () => {
  it.each(["", "enabled = true", "enabled = false"])(
    "are sound together, or not there: %s",
    async (enabled) => {
      expect(await found(50, enabled)).toEqual([]);
    },
  );

  it("break a law together", async () => {
    expect(await found(3)).toEqual(["provisioned-concurrency-within-reserved violation"]);
  });
});

describe("an unknown number of functions in a module under an undecided condition", () => {
  const call = (name: string, condition: string) => `
module "${name}" {
  source   = "./fn"
  count    = ${condition}
  name     = "${name}"
  replicas = var.replicas
}`;
  const checkout = (replicas: string) =>
    new MemoryCheckout({
      "main.tf": `
variable "blue" { type = bool }
variable "replicas" { type = number }
provider "aws" { region = "eu-west-1" }
${call("blue", "var.blue ? 1 : 0")}
${call("green", "var.blue ? 0 : 1")}
`,
      "terraform.tfvars": replicas,
      "fn/main.tf": `
variable "name" { type = string }
variable "replicas" { type = number }
resource "aws_lambda_function" "this" {
  count                          = var.replicas
  function_name                  = "\${var.name}-\${count.index}"
  role                           = "arn:aws:iam::111122223333:role/this"
  reserved_concurrent_executions = 950
}
`,
    });

  it.each([
    ["", "undetermined"],
    ["replicas = 1", "violation"],
  ])("may be none, so that nothing is taken for certain: %s", async (replicas, verdict) => {
    const outcome = await runPolicy({ checkout: checkout(replicas), paths: ["."], today: "2026-01-01" });
    if (!("report" in outcome)) throw new Error("there is no policy file that could be wrong");
    const { findings } = outcome.report;
    expect(findings.map((each) => `${each.ruleId} ${each.verdict}`)).toEqual([
      `reserved-concurrency-within-limit ${verdict}`,
    ]);
  });
});
