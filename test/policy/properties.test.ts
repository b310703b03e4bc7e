import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { load, RULES } from "./support.ts";

const GOOD = `extends: [strict, ./org.yml]
environments:
  prod: { production: true, account: "111122223333", regions: [us-east-1], match: { paths: ["live/**"] } }
  dev: &dev { terraform: { var-files: [a.tfvars], variables: { cap: 5 } } }
  test: *dev
accounts: { "111122223333": { us-east-1: { limit: 3000 } } }
critical-paths: [{ function: "pay-*", environment: prod, expires: 2027-01-01 }]
rules: { reserved-concurrency-in-range: { min: 1, max: 5 } }
waivers: [{ rule: alias-routing-valid, function: a, reason: r }]
`;

const WORDS = fc.constantFrom(
  ...[
    "extends",
    "environments",
    "accounts",
    "rules",
    "waivers",
    "critical-paths",
    "prod",
    "match",
    "paths",
    "function",
    "rule",
    "budgets",
  ],
  ...RULES.map((rule) => rule.id),
  ...[
    "__proto__",
    "constructor",
    "toString",
    "*",
    "111122223333",
    "us-east-1",
    "strict",
    "./org.yml",
    "error",
    "off",
    "2027-01-01",
  ],
);

const LEAF = fc.oneof(WORDS, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.string());
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    LEAF,
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(WORDS, fc.string()), tie("tree"), { maxKeys: 6 }),
  ),
}));

/** Either a policy, or at least one error; every problem has a place in a file that was read. */
function holds(text: string): void {
  const { policy, problems, sources } = load({ "policy.yml": text, "org.yml": "extends: ./policy.yml" });
  expect(policy === undefined).toBe(problems.some((problem) => problem.severity === "error"));
  for (const { at, message } of problems) {
    expect(sources.has(at.file)).toBe(true);
    expect(at.start.line).toBeGreaterThan(0);
    expect(message).toMatch(/[.!?]$/);
  }
}

describe("any text", () => {
  it("made of a good policy by cutting and pasting is a policy or a problem with a place", () => {
    const edit = fc.tuple(fc.nat(GOOD.length), fc.nat(40), fc.oneof(WORDS, fc.string({ maxLength: 12 })));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        holds(
          edits.reduce(
            (text, [at, length, insert]) => text.slice(0, at) + insert + text.slice(at + length),
            GOOD,
          ),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("of JSON is a policy or a problem with a place", () => {
    fc.assert(
      fc.property(fc.dictionary(WORDS, tree, { maxKeys: 8 }), (data) => holds(JSON.stringify(data))),
      { numRuns: 1000 },
    );
  });
});
