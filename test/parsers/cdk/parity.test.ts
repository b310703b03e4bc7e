import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../../src/engine/run.ts";
import type { Finding } from "../../../src/finding.ts";
import { rules } from "../../../src/rules/index.ts";

const RULES = join(import.meta.dirname, "../../rules");
// What is wrong with a text that is no template is said in the words of its format.
const FIXTURE = /^(?:bad|good|undetermined)(?!-broken).*\.cloudformation\.yaml$/;
const TEMPLATE = "Shop.template.json";

/** A cloud assembly of one stack, as small as `cdk synth` could make it. */
function assemblyOf(template: string): Record<string, string> {
  const stack = {
    type: "aws:cloudformation:stack",
    environment: "aws://unknown-account/unknown-region",
    properties: { templateFile: TEMPLATE, stackName: "Shop" },
  };
  return {
    "cdk.json": JSON.stringify({ app: "node bin/shop.js" }),
    "cdk.out/manifest.json": JSON.stringify({ version: "36.0.0", artifacts: { Shop: stack } }),
    [`cdk.out/${TEMPLATE}`]: template,
  };
}

// One model for all formats: what is found in a template is found in a stack that has this template.
// The templates are YAML, which JSON is a part of, so that places are the same too.
const covered = rules.filter(({ id }) => fixturesOf(id).length > 0);

for (const rule of covered) {
  const folder = join(RULES, rule.id);
  describe(rule.id, () => {
    it.each(fixturesOf(rule.id))("%s says the same as a stack of a CDK app", async (name) => {
      const template = readFileSync(join(folder, name), "utf8");
      const plain = await findingsIn(folder, { "template.yaml": template }, rule.id);
      const synthesised = await findingsIn(folder, assemblyOf(template), rule.id);
      if (name.startsWith("good")) expect(synthesised).toEqual([]);
      else expect(synthesised).not.toEqual([]);
      expect(synthesised.map((each) => tell(each, `cdk.out/${TEMPLATE}`))).toEqual(
        plain.map((each) => tell(each, "template.yaml")),
      );
    });
  });
}

it("covers most rules", () => {
  expect(covered.length).toBeGreaterThan(rules.length / 2);
});

function fixturesOf(ruleId: string): string[] {
  const folder = join(RULES, ruleId);
  return existsSync(folder) ? readdirSync(folder).filter((name) => FIXTURE.test(name)) : [];
}

async function findingsIn(folder: string, files: Record<string, string>, ruleId: string): Promise<Finding[]> {
  const policy = join(folder, "policy.yml");
  const checkout = new MemoryCheckout({
    ...files,
    ...(existsSync(policy) ? { "policy.yml": readFileSync(policy, "utf8") } : {}),
  });
  const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error(`The policy of ${folder} is wrong.`);
  expect(outcome.report.summary.roots).toBe(1);
  expect(outcome.report.diagnostics.filter((each) => each.severity === "error")).toEqual([]);
  return outcome.report.findings.filter((finding) => finding.ruleId === ruleId);
}

function tell({ at, related, severity, verdict, subject, message }: Finding, file: string): unknown {
  const place = (where: Finding["at"]) =>
    `${where.file === file ? "the template" : where.file}:${where.start.line}:${where.start.column}`;
  const others = related.map((each) => `${place(each.at)} ${each.message}`);
  return { at: place(at), severity, verdict, subject, message, others };
}
