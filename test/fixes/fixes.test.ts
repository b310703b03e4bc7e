import { join } from "node:path";
import { createTwoFilesPatch } from "diff";
import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runFixed } from "../../src/engine/run-fixed.ts";
import type { AnyRule } from "../../src/rule.ts";
import { rules as pack } from "../../src/rules/index.ts";
import { ruleFixtures } from "../support/fixtures.ts";

const POLICY = "default-reserved: 10\n";

async function fix(texts: Record<string, string>, rules: readonly AnyRule[] = pack) {
  const checkout = new MemoryCheckout({ "policy.yml": POLICY, ...texts });
  const outcome = await runFixed({ checkout, paths: ["."], today: "2026-01-01", rules });
  if (!("report" in outcome)) throw new Error(JSON.stringify(outcome.policyProblems));
  return outcome;
}

async function fixOne(file: string, text: string, rules?: readonly AnyRule[]): Promise<string> {
  return (await fix({ [file]: text }, rules)).fixed.find(({ path }) => path === file)?.after ?? text;
}

/** Each fixture with what its own rule makes of it. */
const fixtures = await Promise.all(
  ruleFixtures().map(async ({ name, file, text }) => {
    const rules = pack.filter(({ id }) => name.startsWith(`${id}/`));
    return { name, file, text, rules, after: await fixOne(file, text, rules) };
  }),
);
const changed = fixtures.filter(({ text, after }) => after !== text);

it("the fixes of all fixtures are what people would write", async () => {
  const patches = changed.map(({ name, text, after }) =>
    createTwoFilesPatch(name, name, text, after, undefined, undefined, { context: 2 }),
  );
  await expect(patches.sort().join("")).toMatchFileSnapshot(join(import.meta.dirname, "expected.patch"));
});

describe("reservations that are made together", () => {
  const policy = (limit: number, floor = 100) => `default-reserved: 5
environments: { prod: { production: true, account: "111122223333", regions: [eu-west-1] } }
accounts: { "111122223333": { eu-west-1: { limit: ${limit}, unreserved-floor: ${floor} } } }
`;
  const functions = (count: string) =>
    `resource "aws_lambda_function" "it" {\n  count         = ${count}\n  function_name = "it-\${count.index}"\n}\n`;
  const made = async (texts: Record<string, string>) => {
    const { fixed, report } = await fix(texts);
    return {
      fixed: fixed.length,
      said: report.diagnostics.map(({ message, hint }) => `${message} ${hint}`).join(),
    };
  };

  it("are none where the pool has not enough for all, which is said with what would fit", async () => {
    const few = await made({ "policy.yml": policy(130), "main.tf": functions("8") });
    expect(few.fixed).toBe(0);
    expect(few.said).toContain("30 of account 111122223333 in eu-west-1 can be reserved");
    expect(few.said).toContain("default-reserved: 3.");
    expect((await made({ "policy.yml": policy(140), "main.tf": functions("8") })).fixed).toBe(1);
    expect(
      (await made({ "policy.yml": policy(1000), "main.tf": `${functions("var.many")}variable "many" {}\n` }))
        .fixed,
    ).toBe(0);
  });

  it("hold for every account that a block is deployed to", async () => {
    const two = policy(1000).replace(
      "environments: {",
      'environments: { test: { account: "444455556666", regions: [eu-west-1] },',
    );
    const tight = `${two.trimEnd().slice(0, -2)}, "444455556666": { eu-west-1: { limit: 104, unreserved-floor: 100 } } }\n`;
    expect((await made({ "policy.yml": two, "main.tf": functions("1") })).fixed).toBe(1);
    expect((await made({ "policy.yml": tight, "main.tf": functions("1") })).fixed).toBe(0);
  });

  it.each([
    ["count", (many: number) => functions(String(many))],
    [
      "for_each",
      (many: number) =>
        `resource "aws_lambda_function" "it" {\n  for_each      = toset([for each in range(${many}) : "it-\${each}"])\n  function_name = each.key\n}\n`,
    ],
    [
      "blocks of their own",
      (many: number) =>
        Array.from(
          { length: many },
          (_, each) => `resource "aws_lambda_function" "it_${each}" {\n  function_name = "it-${each}"\n}\n`,
        ).join(""),
    ],
    [
      "modules",
      (many: number) =>
        `module "it" {\n  source = "./it"\n  count  = ${many}\n  name   = "it-\${count.index}"\n}\n`,
    ],
  ])("never make what AWS takes into what it rejects, in any account: by %s", async (_, code) => {
    const text = (limits: readonly number[]) => `default-reserved: 5
environments:
${limits.map((_, index) => `  e${index}: { production: ${index === 0}, account: "11112222333${index}", regions: [eu-west-1] }\n`).join("")}accounts:
${limits.map((limit, index) => `  "11112222333${index}": { eu-west-1: { limit: ${limit}, unreserved-floor: 100 } }\n`).join("")}`;
    for (const limits of [
      [1000, 1000],
      [140, 1000],
      [139, 1000],
      [1000, 139],
      [1000, 140],
      [100, 100],
    ]) {
      const module =
        'variable "name" {}\nresource "aws_lambda_function" "it" {\n  function_name = var.name\n}\n';
      const { fixed, report } = await fix({
        "policy.yml": text(limits),
        "main.tf": code(8),
        ...(code(8).includes("./it") ? { "it/main.tf": module } : {}),
      });
      expect(fixed.length > 0, limits.join()).toBe(limits.every((limit) => limit >= 140));
      expect(
        report.findings
          .filter(({ ruleId }) => ruleId === "reserved-concurrency-within-limit")
          .filter(({ severity }) => severity === "error"),
      ).toEqual([]);
    }
  });

  it("are never below what the function provisions", async () => {
    const provisioned = (amount: number) => `resource "aws_lambda_function" "it" {
  function_name = "it"
  publish       = true
}
resource "aws_lambda_provisioned_concurrency_config" "it" {
  function_name                     = aws_lambda_function.it.function_name
  qualifier                         = aws_lambda_function.it.version
  provisioned_concurrent_executions = ${amount}
}
`;
    expect((await made({ "policy.yml": policy(1000), "main.tf": provisioned(9) })).fixed).toBe(0);
    expect((await made({ "policy.yml": policy(1000), "main.tf": provisioned(3) })).fixed).toBe(1);
  });
});

describe.each(changed)("the fix of $name", ({ file, text, rules, after }) => {
  it("is complete after one run", async () => {
    expect(await fixOne(file, after, rules)).toBe(after);
  });

  it("mends something, breaks nothing, and can be read", async () => {
    const { report } = await fix({ [file]: text }, rules);
    expect((await fix({ [file]: after }, rules)).report.findings).toEqual(report.findings);
    expect(report.findings.filter((finding) => finding.fix && finding.verdict === "violation")).toEqual([]);
    expect(report.diagnostics.filter((each) => each.severity === "error")).toEqual([]);
  });

  it("takes no line away but those that it replaces, and writes no zero", () => {
    const lines = new Set(after.split("\n"));
    const gone = text.split("\n").filter((line) => !lines.has(line));
    const come = after.split("\n").filter((line) => !text.split("\n").includes(line));
    expect(gone.length).toBeLessThanOrEqual(come.length);
    expect(come.join("\n")).not.toMatch(/[:=]\s*0\b/);
  });

  it("is the same with CRLF", async () => {
    expect(await fixOne(file, text.replaceAll("\n", "\r\n"), rules)).toBe(after.replaceAll("\n", "\r\n"));
  });
});

describe("a fix keeps to how a text is written", () => {
  const fn = (properties: string) =>
    `{\n  "Resources": {\n    "Pay": {\n      "Type": "AWS::Lambda::Function",\n      "Properties": ${properties}\n    }\n  }\n}\n`;

  it("in JSON over several lines", async () => {
    expect(await fixOne("template.json", fn('{\n        "MemorySize": 128\n      }'))).toBe(
      fn('{\n        "ReservedConcurrentExecutions": 10,\n        "MemorySize": 128\n      }'),
    );
  });

  it("in JSON and flow mappings on one line", async () => {
    expect(await fixOne("template.json", fn('{ "MemorySize": 128 }'))).toBe(
      fn('{ "ReservedConcurrentExecutions": 10, "MemorySize": 128 }'),
    );
    const yaml = (properties: string) =>
      `Resources:\n  Pay: { Type: AWS::Lambda::Function, Properties: ${properties} }\n`;
    expect(await fixOne("template.yaml", yaml("{MemorySize: 128}"))).toBe(
      yaml("{ReservedConcurrentExecutions: 10, MemorySize: 128}"),
    );
  });

  it("behind a byte order mark, which stays", async () => {
    const text = '\uFEFFresource "aws_lambda_function" "pay" {\n  memory_size = 128\n}\n';
    expect(await fixOne("main.tf", text)).toBe(
      '\uFEFFresource "aws_lambda_function" "pay" {\n  memory_size = 128\n\n  reserved_concurrent_executions = 10\n}\n',
    );
  });

  it("in the place of -1 and null", async () => {
    for (const nothing of ["-1", "null"]) {
      const text = `resource "aws_lambda_function" "pay" {\n  reserved_concurrent_executions = ${nothing} # for now\n}\n`;
      expect(await fixOne("main.tf", text)).toBe(text.replace(nothing, "10"));
    }
  });

  it("once for all instances and environments of a block", async () => {
    const text = 'resource "aws_lambda_function" "pay" {\n  for_each = toset(["a", "b"])\n}\n';
    expect((await fixOne("main.tf", text)).match(/reserved_concurrent_executions/g)).toHaveLength(1);
  });
});

describe("there is no fix", () => {
  it.each([
    ["where an expression decides", "reserved_concurrent_executions = var.cap"],
    ["where a condition decides", 'reserved_concurrent_executions = terraform.workspace == "x" ? 10 : null'],
  ])("%s", async (_, line) => {
    const text = `variable "cap" {\n  default = null\n}\nresource "aws_lambda_function" "pay" {\n  ${line}\n}\n`;
    expect(await fixOne("main.tf", text)).toBe(text);
  });

  it("in code that terraform init fetched", async () => {
    const module = 'resource "aws_lambda_function" "pay" {\n  memory_size = 128\n}\n';
    const { fixed } = await fix({
      "main.tf": 'module "pay" {\n  source = "registry.example/pay/aws"\n}\n',
      ".terraform/modules/modules.json":
        '{"Modules":[{"Key":"","Source":"","Dir":"."},{"Key":"pay","Source":"registry.example/pay/aws","Dir":".terraform/modules/pay"}]}',
      ".terraform/modules/pay/main.tf": module,
    });
    expect(fixed).toEqual([]);
  });

  it("that is one in one environment and another elsewhere", async () => {
    const { report, fixed } = await fix({
      "policy.yml": "environments:\n  a: { production: true }\n  b: { production: true }\n",
      "a.tfvars": "publish = true\n",
      "b.tfvars": "publish = false\n",
      "main.tf": `variable "publish" {
  type = bool
}
resource "aws_lambda_function" "pay" {
  publish                        = var.publish
  reserved_concurrent_executions = 50
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.pay.function_name
  function_version = "$LATEST"
}
resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name                     = aws_lambda_alias.live.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 5
}
`,
    });
    expect(report.findings).toContainEqual(
      expect.objectContaining({ ruleId: "provisioned-alias-pins-version", environments: ["a", "b"] }),
    );
    expect(fixed).toEqual([]);
  });

  it("for what is waived", async () => {
    const { fixed } = await fix({
      "policy.yml": `${POLICY}waivers:\n  - { rule: reserved-concurrency-required, function: "*", owner: me, reason: because }\n`,
      "main.tf": 'resource "aws_lambda_function" "pay" {\n  memory_size = 128\n}\n',
    });
    expect(fixed).toEqual([]);
  });
});
