import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { Report } from "../../src/finding.ts";

async function report(files: Readonly<Record<string, string>>): Promise<Report> {
  const outcome = await runPolicy({ checkout: new MemoryCheckout(files), paths: ["."], today: "2026-06-15" });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  return outcome.report;
}

const fn = (reserved: number) =>
  `resource "aws_lambda_function" "orders" {\n  function_name = "orders"\n  reserved_concurrent_executions = ${reserved}\n}\n`;
const CALLER = `provider "aws" {\n  region = "eu-west-1"\n}\nvariable "size" {}\nmodule "orders" {\n  source = "./sizes/\${var.size}"\n}\n`;
const SIZES = {
  "main.tf": CALLER,
  "sizes/small/main.tf": fn(10),
  "sizes/large/main.tf": fn(300),
  "sizes/huge/main.tf": fn(900),
};
const environment = (name: string, size: string) =>
  `  ${name}: { production: true, account: "${name === "prod" ? "111122223333" : "444455556666"}", terraform: { variables: { size: ${size} } } }\n`;

describe("a module source that variables decide", () => {
  it("is another folder in each environment, and none of these is a root of its own", async () => {
    const { ledger } = await report({
      ...SIZES,
      "policy.yml": `environments:\n${environment("prod", "large")}${environment("test", "small")}`,
    });
    expect(ledger.pools.map(({ account, reserved }) => [account, reserved.atLeast, reserved.atMost])).toEqual(
      [
        ["111122223333", 300, 300],
        ["444455556666", 10, 10],
      ],
    );
  });

  it("leaves what no environment chooses unread", async () => {
    const { findings } = await report({
      ...SIZES,
      "policy.yml": `extends: strict\nenvironments:\n${environment("prod", "large")}${environment("test", "small")}`,
    });
    const unread = findings.filter(({ ruleId }) => ruleId === "infrastructure-read");
    expect(unread.map(({ at, message }) => [at.file, message])).toEqual([
      ["sizes/huge/main.tf", expect.stringContaining("no root is known to call the module in sizes/huge")],
    ]);
  });

  it("is unread where a variable has no value, and the variable is named", async () => {
    const { findings, ledger } = await report({
      ...SIZES,
      "main.tf": CALLER.replace('module "orders"', 'module "orders_lambda"'),
      "policy.yml": 'environments:\n  prod: { production: true, account: "111122223333" }\n',
    });
    expect(ledger.pools.flatMap(({ entries }) => entries)).toEqual([]);
    const messages = findings.filter(({ at }) => at.file === "main.tf").map(({ message }) => message);
    expect(messages.join()).toContain("its source isn't known: var.size has no value in prod");
  });

  it("takes no folder that looks deployed out of its roots", async () => {
    const { ledger } = await report({
      ...SIZES,
      "main.tf": CALLER.replace("./sizes/", "./"),
      "live/main.tf": `provider "aws" {\n  region = "eu-west-3"\n}\n${fn(7)}`,
      "policy.yml": `environments:\n${environment("prod", "sizes/small")}`,
    });
    expect(ledger.pools.map(({ region, reserved }) => [region, reserved.atLeast])).toEqual([
      ["eu-west-1", 10],
      ["eu-west-3", 7],
    ]);
  });
});
