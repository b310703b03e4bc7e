import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../scripts/documents/catalogue.ts";
import { rulePage } from "../../scripts/documents/rule-page.ts";
import { policySchema } from "../../src/policy/json-schema.ts";
import { deployable, recommended, strict } from "../../src/policy/rules/presets.ts";
import { RULE_GROUPS } from "../../src/rule.ts";
import { valuesOf } from "../../src/rule-options.ts";
import { rules } from "../../src/rules/index.ts";
import { FIXTURE_FILES } from "../support/fixtures.ts";

const root = join(import.meta.dirname, "../..");

const isPolicy = new Ajv({ strict: false }).compile(policySchema(rules));

describe.each(rules)("$id", (rule) => {
  const folder = join(import.meta.dirname, rule.id);

  it("is a file, a fixture folder and a page of the same name", async () => {
    expect(existsSync(join(root, "src/rules", `${rule.id}.ts`))).toBe(true);
    const names = readdirSync(folder);
    expect(names.filter((name) => name.startsWith("bad")).length).toBeGreaterThan(0);
    expect(names.filter((name) => name.startsWith("good")).length).toBeGreaterThan(0);
    const fixtures = new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
    const page = await rulePage(rule, fixtures);
    expect(page).toContain(`# ${rule.id}\n\n${rule.title}.`);
    expect(page).toContain("Breaks it:");
    expect(page).toContain("Keeps it:");
    for (const reference of rule.references) expect(page).toContain(`<${reference}>`);
  });

  it("is in the schema of the policy", () => {
    expect(isPolicy({ rules: { [rule.id]: "error" } })).toBe(true);
    expect(isPolicy({ rules: { [rule.id]: "fatal" } })).toBe(false);
    expect(isPolicy({ rules: { [`${rule.id}s`]: "error" } })).toBe(false);
  });

  it("is in the presets, or it is said why not", () => {
    expect(recommended.severityOf(rule)).toBe(rule.isOptional ? "off" : rule.severity);
    // What is a note, or has to be asked for, is no error of anybody's.
    expect(strict.severityOf(rule)).toBe(
      rule.isOptional || rule.severity === "note" ? rule.severity : "error",
    );
    expect(deployable.severityOf(rule)).toBe(rule.deployable ? rule.severity : "off");
    expect(Boolean(rule.deployable), "what AWS does where it doesn't reject it").toBe(!rule.accepted);
  });

  it("is in a group of the catalogue", () => {
    expect(Object.keys(RULE_GROUPS)).toContain(rule.group);
    expect(catalogue(rules)).toContain(`[${rule.id}](${rule.id}.md)`);
  });

  it("has options that parse, also those of the preset deployable", () => {
    const allows = (options: object) => isPolicy({ rules: { [rule.id]: { severity: "error", ...options } } });
    expect(allows(valuesOf(rule.options))).toBe(true);
    expect(allows({ ...deployable.optionsOf?.(rule) })).toBe(true);
    expect(allows({ "no-such-option": 1 })).toBe(false);
  });

  it("is written", () => {
    expect(rule.title, `write the law, and what breaks it, in src/rules/${rule.id}.ts`).not.toMatch(/^WRITE/);
  });

  it("has words: a law without a full stop, reasons and remedies with one", () => {
    expect(rule.title).not.toMatch(/\.$/);
    for (const words of [rule.rationale, rule.remedy]) expect(words).toMatch(/[.")]$/);
    for (const reference of rule.references) expect(reference).toMatch(/^https:\/\//);
  });
});

it("has fixtures of known forms alone", () => {
  const forms = [...Object.keys(FIXTURE_FILES), "policy.yml", "expected.txt", "cannot-say.txt"];
  for (const { id } of rules)
    for (const name of readdirSync(join(import.meta.dirname, id)))
      expect(forms.some((form) => name.endsWith(form)) ? "" : `${id}/${name}`).toBe("");
});
