import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { Finding } from "../../src/finding.ts";
import type { AnyRule } from "../../src/rule.ts";
import { rules } from "../../src/rules/index.ts";
import { FIXTURE_FILES } from "../support/fixtures.ts";

const here = import.meta.dirname;

for (const rule of rules) {
  describe(rule.id, () => {
    const folder = join(here, rule.id);
    const names = existsSync(folder) ? readdirSync(folder) : [];
    const fixtures = names.filter(
      (name) => /^(?:bad|good|undetermined)\b/.test(name) && !name.endsWith(".policy.yml"),
    );

    it("has fixtures in every format that can say it", () => {
      const excuses = join(folder, "cannot-say.txt");
      const excused = existsSync(excuses) ? readFileSync(excuses, "utf8") : "";
      for (const suffix of [".tf", ".cloudformation.yaml", ".sam.yaml", ".serverless.yml", ".pulumi.json"]) {
        // A format that can't say it has a line with the reason, in the fixtures' own folder.
        if (excused.includes(`bad${suffix}: `)) continue;
        expect(names).toContain(`bad${suffix}`);
        expect(names).toContain(`good${suffix}`);
      }
    });

    it("yields what it should", async () => {
      const told = await Promise.all(
        fixtures.map(
          async (name) => `## ${name}\n${(await findingsIn(folder, name, rule)).map(tell).join("")}`,
        ),
      );
      await expect(told.join("\n")).toMatchFileSnapshot(join(folder, "expected.txt"));
    });

    for (const name of fixtures) {
      const verdict = name.split(/[-.]/, 1)[0];
      it(`${name} ${verdict === "good" ? "keeps" : verdict === "bad" ? "breaks" : "may break"} it`, async () => {
        const found = (await findingsIn(folder, name, rule)).map((finding) => finding.verdict);
        if (verdict === "good") expect(found).toEqual([]);
        else expect(found).toContain(verdict === "bad" ? "violation" : "undetermined");
      });
    }

    it("says the same of a unit of Terragrunt that has Terraform's code beside it", async () => {
      for (const name of fixtures.filter((each) => /^(?:bad|good)\.tf$/.test(each))) {
        const bare = await findingsIn(folder, name, rule);
        const asUnit = await findingsIn(folder, name, rule, { "terragrunt.hcl": "inputs = {}\n" });
        expect(asUnit.map(tell), name).toEqual(bare.map(tell));
      }
    });

    it("says the same in every format", async () => {
      const bad = fixtures.filter((name) => /^bad\.(?!plan)/.test(name));
      const told = await Promise.all(
        bad.map(async (name) => (await findingsIn(folder, name, rule)).map(withoutAddress).sort()),
      );
      for (const each of told) expect(each).toEqual(told[0]);
    });
  });
}

it("has no fixtures of rules that are not there", () => {
  const folders = readdirSync(here, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? entry.name : [],
  );
  expect(folders).toEqual(rules.map((rule) => rule.id));
});

/** What the rule alone says of a fixture. */
async function findingsIn(
  folder: string,
  name: string,
  rule: AnyRule,
  beside: Readonly<Record<string, string>> = {},
): Promise<Finding[]> {
  const path = join(folder, name);
  const suffix = Object.keys(FIXTURE_FILES).find((each) => name.endsWith(each)) ?? "";
  const own = `${path.slice(0, -suffix.length)}.policy.yml`;
  const policy = existsSync(own) ? own : join(folder, "policy.yml");
  const checkout = new MemoryCheckout({
    ...beside,
    [FIXTURE_FILES[suffix] ?? name]: readFileSync(path, "utf8"),
    ...(existsSync(policy) ? { "policy.yml": readFileSync(policy, "utf8") } : {}),
  });
  const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01", rules: [rule] });
  if (!("report" in outcome)) throw new Error(`The policy of ${path} is wrong.`);
  expect(outcome.report.diagnostics.filter((each) => each.severity === "error")).toEqual([]);
  // A fixture that can't be parsed tests nothing, but of the rule that is about that.
  if (rule.id !== "infrastructure-read")
    expect(outcome.report.coverage.unread.filter(({ isBroken }) => isBroken)).toEqual([]);
  return outcome.report.findings;
}

function tell({ at, severity, verdict, message, subject, related, measure, fix = [] }: Finding): string {
  const place = (where: Finding["at"]) => `${where.file}:${where.start.line}:${where.start.column}`;
  const others = related.map((each) => `    ${place(each.at)} ${each.message}\n`).join("");
  const edits = fix.map((edit) => `    ${place(edit.at)} becomes ${JSON.stringify(edit.text)}\n`).join("");
  const over = measure ? `    over by ${measure.over} ${measure.unit}\n` : "";
  return `${place(at)} ${severity} ${verdict} ${subject}\n  ${message}\n${over}${others}${edits}`;
}

/** Formats differ in what they call things. */
function withoutAddress({ verdict, severity, message, subject }: Finding): string {
  const names = /\b(?:aws_lambda_function\.\w+|Pay|Mail|pay|mail)\b/g;
  return `${severity} ${verdict} ${message.replaceAll(subject, "…").replace(names, "…")}`;
}
