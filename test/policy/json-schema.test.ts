import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { policySchema } from "../../src/policy/json-schema.ts";
import { SourceFile } from "../../src/source/source-file.ts";
import { parseYaml } from "../../src/source/yaml/parse.ts";
import { toData } from "../../src/source/yaml/tree.ts";
import { load, RULES } from "./support.ts";

const ajv = new Ajv({ strict: true, strictTypes: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(policySchema(RULES));

function accepts(text: string): boolean {
  const [document] = parseYaml(new SourceFile("policy.yml", text)).documents;
  return document !== undefined && validate(JSON.parse(JSON.stringify(toData(document))));
}

/** Rules of plug-ins, whose ids and options only the plug-ins know. */
const GOOD_WITH_PLUGINS = [
  "plugins: [./a.mjs]\nrules: { my-rule: { severity: error, from: 3 }, other: off, third: , alias-routing-valid: off }",
  "plugins: [./a.mjs]\nenvironments: { prod: { production: true, rules: { my-rule: off } } }",
  "plugins: [./a.mjs]\nwaivers: [{ rule: my-rule, function: a }, { rule: [alias-routing-valid, my-rule], function: b }]",
  "plugins: []\nrules: { my-rule: off }",
];

const BAD_WITH_PLUGINS = [
  "plugins: [./a.mjs]\nrules: { alias-routing-valid: of }",
  "plugins: [./a.mjs]\nrules: { my-rule: fatal }",
  "plugins: [./a.mjs]\nrules: { reserved-concurrency-in-range: { mni: 1 } }",
  "plugins: [./a.mjs]\nwaivers: [{ rule: '', function: a }]",
];

const GOOD = [
  "extends: recommended",
  "extends: [strict, ./org.yml, ../central/policy.json]",
  "$schema: ./policy.schema.json\nrules: { alias-routing-valid: off }",
  "rules: { reserved-concurrency-in-range: { severity: note, undetermined: off, min: 0, max: 5 } }",
  'environments: { prod: { production: true, account: "012345678901", regions: [us-gov-west-1, eusc-de-east-1] }, dev: }',
  "environments: { prod: { match: { paths: ['a/**'], stacks: ['*'], tags: { env: [a, b], team: c } }, rules: { alias-routing-valid: off } } }",
  "environments: { prod: { terraform: { var-files: [a], variables: { a: null, b: { c: [1] } }, workspace: w, read-environment: [TF_VAR_a] } } }",
  "environments: { prod: { cloudformation: { parameters: { a: 1, b: x, c: [1, y], d: true } }, serverless: { stage: s, read-environment: true } } }",
  'accounts: { "*": { "*": { limit: 100 } }, "111122223333": { us-east-1: { unreserved-floor: 0, reserved-elsewhere: 0, limit: 10 } } }',
  "critical-paths: [{ function: a, environment: [p, q], max-provisioned: 5, owner: o, reason: r, expires: 2027-03-31 }]",
  "waivers: [{ rule: [alias-routing-valid], function: a, environment: p }]",
  "waiver-rules: { require-reason: true, require-owner: true, require-expiry: true, max-days: 9 }",
  "inline-waivers: true\nbudgets: { monthly-usd: 0.5 }\ndefault-reserved: 1\nundetermined: off\nplugins: [./a.mjs]\nmodule-adapters: [{ sources: [a], terraform: a }]",
  "waivers:\nrules:\nenvironments:\naccounts:\ncritical-paths:\nundetermined:\nbudgets:\nextends:\n",
];

const BAD = [
  "exends: recommended",
  "extends: [recomended]",
  "extends: { a: 1 }",
  "rules: { alias-rooting-valid: off }",
  "rules: { alias-routing-valid: of }",
  "rules: { alias-routing-valid: { min: 1 } }",
  "rules: { reserved-concurrency-in-range: { min: -1 } }",
  "environments: { prod: { production: yes } }",
  "environments: { prod: { account: 012345678901 } }",
  "environments: { prod: { regions: us-east-1 } }",
  "environments: { prod: { regions: [useast1] } }",
  "environments: { 'my prod': {} }",
  "environments: { prod: { match: { path: [a] } } }",
  "environments: { prod: { rules: { nonsense: off } } }",
  "environments: { prod: { terraform: { vars: {} } } }",
  'accounts: { "123": { us-east-1: {} } }',
  'accounts: { "*": { virginia: {} } }',
  'accounts: { "*": { "*": { limit: 0 } } }',
  "critical-paths: [{ max-provisioned: 5 }]",
  "critical-paths: [{ function: a, expires: 2027-02-30 }]",
  "waivers: [{ rule: nonsense, function: a }]",
  "waivers: [{ rule: alias-routing-valid }]",
  "waivers: { rule: alias-routing-valid, function: a }",
  "budgets: { monthly-usd: 0 }",
  "default-reserved: 0",
  "undetermined: maybe",
];

describe("the JSON schema", () => {
  it.each(GOOD)("accepts what is good: %s", (text) => {
    expect(accepts(text)).toBe(true);
  });

  it.each(BAD)("refuses what is bad: %s", (text) => {
    expect(accepts(text)).toBe(false);
  });

  it.each(GOOD_WITH_PLUGINS)("accepts rules that it does not know, of plug-ins: %s", (text) => {
    expect(accepts(text)).toBe(true);
    expect(accepts(text.replace(/^plugins.*\n/, ""))).toBe(false);
  });

  it.each(BAD_WITH_PLUGINS)("holds what it knows in a policy with plug-ins, too: %s", (text) => {
    expect(accepts(text)).toBe(false);
  });

  it("agrees with what is loaded", () => {
    const hasErrors = (text: string) =>
      load(
        { "policy.yml": text, "org.yml": "{}" },
        {
          pluginsLoaded: true,
          readFile: (path) => new SourceFile(path, path === "policy.yml" ? text : "{}"),
        },
      ).policy === undefined;
    // What needs a look at the rest of the policy is beyond a schema: these name environments that aren't there.
    const needsTheRest = (text: string) => /environment: (?:p|\[p)/.test(text);
    expect(GOOD.filter((text) => hasErrors(text) && !needsTheRest(text))).toEqual([]);
    expect(BAD.filter((text) => !hasErrors(text))).toEqual([]);
  });

  it("describes every key and every rule for editors", () => {
    const undescribed: string[] = [];
    const visit = (schema: unknown, path: string): void => {
      if (typeof schema !== "object" || schema === null) return;
      for (const [key, value] of Object.entries(schema)) {
        if (key === "properties") {
          for (const [name, property] of Object.entries(value as Record<string, Record<string, unknown>>)) {
            if (!property["description"] && !property["$ref"]) undescribed.push(`${path}.${name}`);
          }
        }
        visit(value, `${path}.${key}`);
      }
    };
    // What holds without plug-ins adds no key.
    const { if: _, else: __, ...described } = policySchema(RULES);
    visit(described, "");
    expect(undescribed).toEqual([]);
  });
});
