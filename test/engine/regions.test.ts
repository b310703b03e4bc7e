import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { Report } from "../../src/finding.ts";

async function report(files: Readonly<Record<string, string>>): Promise<Report> {
  const outcome = await runPolicy({ checkout: new MemoryCheckout(files), paths: ["."], today: "2026-06-15" });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  return outcome.report;
}

const POLICY =
  'extends: strict\nenvironments:\n  prod: { production: true, account: "111122223333", regions: [eu-west-1, us-east-1] }\n';
const reserved = ({ ledger }: Report) =>
  ledger.pools.map((pool) => [pool.region, pool.reserved.atLeast, pool.reserved.atMost]);
const provider = (region: string) => `provider "aws" {\n  region = "${region}"\n}\n`;
const fn = (reserved: number) =>
  `resource "aws_lambda_function" "orders" {\n  function_name = "orders"\n  reserved_concurrent_executions = ${reserved}\n}\n`;

describe("the regions of an environment don't double a root that says its own", () => {
  it("by a provider for each of them", async () => {
    const told = await report({
      "policy.yml": POLICY,
      "main.tf":
        'provider "aws" {\n  alias = "in"\n  for_each = toset(["eu-west-1", "us-east-1"])\n  region = each.key\n}\nmodule "fn" {\n  for_each = toset(["eu-west-1", "us-east-1"])\n  source = "./fn"\n  providers = { aws = aws.in[each.key] }\n}\n',
      "fn/main.tf": fn(800),
    });
    expect(reserved(told)).toEqual([
      ["eu-west-1", 800, 800],
      ["us-east-1", 800, 800],
    ]);
  });

  it("where all that it has is a module that isn't here", async () => {
    const { findings } = await report({
      "policy.yml": POLICY,
      "main.tf": `${provider("eu-west-3")}module "lambda" {\n  source = "acme/lambda/aws"\n}\n`,
    });
    const unread = findings.filter(({ ruleId }) => ruleId === "infrastructure-read");
    expect(unread.map(({ at }) => at.file)).toEqual(["main.tf"]);
  });

  it("where an alias has a region that nobody can tell", async () => {
    const told = await report({
      "policy.yml": POLICY,
      "main.tf": `variable "where" {}\nprovider "aws" {\n  alias = "a"\n  region = var.where\n}\n${fn(5).replace("{\n", "{\n  provider = aws.a\n")}`,
    });
    const functions = told.ledger.pools.flatMap(({ entries }) => entries);
    expect(functions.length).toBeLessThanOrEqual(1);
  });

  it("but those of a root that leaves it to them are deployed to each", async () => {
    const told = await report({ "policy.yml": POLICY, "main.tf": fn(7) });
    expect(reserved(told)).toEqual([
      ["eu-west-1", 7, 7],
      ["us-east-1", 7, 7],
    ]);
  });
});

describe("a provider's account and region that are no such thing", () => {
  const ALLOWED = (account: string) =>
    `variable "account" {\n  default = "${account}"\n}\nvariable "region" {\n  default = ""\n}\nprovider "aws" {\n  region = var.region\n  allowed_account_ids = [var.account]\n}\n${fn(7)}`;

  it("leave it to the policy", async () => {
    for (const account of ["", "CHANGE-ME"]) {
      const { ledger } = await report({
        "policy.yml":
          'environments:\n  prod: { production: true, account: "111122223333", regions: [eu-west-1] }\n',
        "main.tf": ALLOWED(account),
      });
      expect(ledger.pools).toMatchObject([{ account: "111122223333", region: "eu-west-1" }]);
    }
  });

  it("are unknown where nobody gives it", async () => {
    const { ledger } = await report({ "main.tf": ALLOWED("") });
    expect(ledger.pools).toMatchObject([{ accountKnown: false, regionKnown: false }]);
  });
});
