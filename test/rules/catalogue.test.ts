import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { catalogue, comparedRules, grouped } from "../../scripts/documents/catalogue.ts";
import { rulePage } from "../../scripts/documents/rule-page.ts";
import { policySchema } from "../../src/policy/json-schema.ts";
import { deployable, recommended, strict } from "../../src/policy/rules/presets.ts";
import { valuesOf } from "../../src/rule-options.ts";
import { rules } from "../../src/rules/index.ts";
import { FIXTURE_FILES } from "../support/fixtures.ts";

const root = join(import.meta.dirname, "../..");

/** Rules that no preset of AWS's own rejections lists, with what AWS does instead. */
const NOT_DEPLOYABLE: Readonly<Record<string, string>> = {
  "event-source-within-reserved": "AWS accepts it and throttles messages",
  "managed-scaling-valid": "what AWS answers is not documented",
  "provisioned-concurrency-allow-listed": "it is the organisation's decision",
  "provisioned-concurrency-cost-within-budget": "it is the organisation's money",
  "provisioned-concurrency-reachable": "AWS accepts it and bills",
  "provisioned-concurrency-released": "AWS accepts it and goes on billing",
  "qualifier-declared": "the alias may exist outside the code",
  "reserved-concurrency-in-range": "it is the organisation's range",
  "reserved-concurrency-nonzero": "AWS accepts 0 and throttles everything",
  "reserved-concurrency-required": "AWS accepts functions without a reservation",
  "scaled-concurrency-left-to-scaling": "AWS accepts it, and each apply resets the amount",
  "scaling-max-within-reserved": "AWS accepts the target; scaling out fails at the peak",
  "scaling-target-has-initial-capacity": "AWS accepts it and may not scale",
  "scaling-target-has-policy": "AWS accepts a target alone; its words for the rest are not recorded",
  "sqs-consumer-reserves-enough": "AWS accepts it and throttles messages",
  "unreserved-pool-sufficient": "AWS accepts it, and functions throttle each other",
};

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
    expect(recommended.severityOf(rule)).toBe(rule.severity);
    expect(strict.severityOf(rule)).toBe("error");
    if (rule.id in NOT_DEPLOYABLE) expect(deployable.severityOf(rule)).toBe("off");
    else expect(deployable.severityOf(rule)).toBe(rule.severity);
  });

  it("has options that parse, also those of the preset deployable", () => {
    const allows = (options: object) => isPolicy({ rules: { [rule.id]: { severity: "error", ...options } } });
    expect(allows(valuesOf(rule.options))).toBe(true);
    expect(allows({ ...deployable.optionsOf?.(rule) })).toBe(true);
    expect(allows({ "no-such-option": 1 })).toBe(false);
  });

  it("has words: a law without a full stop, reasons and remedies with one", () => {
    expect(rule.title).not.toMatch(/\.$/);
    for (const words of [rule.rationale, rule.remedy]) expect(words).toMatch(/[.")]$/);
    for (const reference of rule.references) expect(reference).toMatch(/^https:\/\//);
  });
});

it("leaves no rule out of the catalogue, and names none that isn't there", () => {
  const ids = rules.map(({ id }) => id);
  expect(grouped(rules).sort()).toEqual(ids);
  for (const id of [...comparedRules(), ...Object.keys(NOT_DEPLOYABLE)]) expect(ids).toContain(id);
  for (const id of ids) expect(catalogue(rules)).toContain(`[${id}](${id}.md)`);
});

it("has fixtures of known forms alone", () => {
  const forms = [...Object.keys(FIXTURE_FILES), "policy.yml", "expected.txt"];
  for (const { id } of rules)
    for (const name of readdirSync(join(import.meta.dirname, id)))
      expect(forms.some((form) => name.endsWith(form)) ? "" : `${id}/${name}`).toBe("");
});
