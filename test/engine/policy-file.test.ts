import { describe, expect, test } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { findPolicy, POLICY_KEYS } from "../../src/engine/policy-file.ts";
import { runPolicy } from "../../src/engine/run.ts";
import { policySchema } from "../../src/policy/json-schema.ts";
import { rules } from "../../src/rules/index.ts";

const find = (files: Record<string, string>, path = ".") => findPolicy([path], new MemoryCheckout(files));

test("the keys by which a policy is known are those that it may have", () => {
  expect([...POLICY_KEYS].sort()).toEqual(Object.keys(policySchema(rules).properties ?? {}).sort());
});

describe("a file of a policy's name", () => {
  test.each([
    ["none of whose keys is ours", "package: authz\nallow: [a]\n"],
    ["whose keys are ours only further down", "opa: { rules: {}, extends: x }\n"],
    ["that is a list", "- extends: recommended\n"],
    ["in JSON", '{ "Version": "2012-10-17", "Statement": [] }'],
    ["of several documents", "apiVersion: v1\n---\nkind: Policy\n"],
  ])("%s is another tool's, and the search goes on", (_, text) => {
    const files = { "a/policy.yml": text, "policy.yaml": "extends: strict\n" };
    expect(find(files, "a/.")).toEqual({ file: "policy.yaml", passedOver: ["a/policy.yml"], outranked: [] });
  });

  test.each([
    ["with one key of ours", "extends: strict\nfoo: 1\n"],
    ["in JSON", '{ "rules": {} }'],
    ["that says nothing", "# to do\n"],
    ["whose only key is misspelt", "rulez: {}\n"],
    ["with nothing in it", "{}\n"],
    ["that can't be understood", "rules: [\n"],
  ])("%s is ours", (_, text) => {
    expect(find({ "policy.yml": text })).toEqual({ file: "policy.yml", passedOver: [], outranked: [] });
  });

  test("that is another tool's is passed over with a note, and the preset holds", async () => {
    const checkout = new MemoryCheckout({
      "policy.yml": "foo: 1\n",
      "main.tf": 'resource "aws_lambda_function" "a" {}\n',
    });
    const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01" });
    if (!("report" in outcome)) throw new Error(JSON.stringify(outcome.policyProblems));
    expect(outcome.report.findings.map(({ ruleId }) => ruleId)).toContain("reserved-concurrency-required");
    expect(outcome.report.diagnostics.map(({ severity, message }) => `${severity}: ${message}`)).toContain(
      "note: policy.yml is passed over: none of its keys is one of a policy's, so it is taken for another tool's.",
    );
  });
});

/** What a run of some files says, by its severity. */
async function notesOf(files: Record<string, string>, paths = ["."]): Promise<string[]> {
  const checkout = new MemoryCheckout({ ...files, "a/main.tf": 'resource "aws_lambda_function" "a" {}\n' });
  const outcome = await runPolicy({ checkout, paths, today: "2026-01-01" });
  const diagnostics = "report" in outcome ? outcome.report.diagnostics : outcome.policyProblems;
  return diagnostics.map(({ severity, message, hint }) => `${severity}: ${message} ${hint ?? ""}`.trim());
}

describe("where a policy is looked for", () => {
  test.each([
    ["the long name", ["lambda-concurrency-policy.yml", "policy.yml"]],
    ["the long name in .github", [".github/lambda-concurrency-policy.yaml", "policy.yml"]],
    [
      "the folder before its .github",
      ["lambda-concurrency-policy.yaml", ".github/lambda-concurrency-policy.yml"],
    ],
    ["the nearest folder", ["a/policy.yml", "lambda-concurrency-policy.yml"]],
  ])("%s comes first", (_, [first = "", second = ""]) => {
    const found = find({ [first]: "rules: {}\n", [second]: "rules: {}\n", "a/x": "" }, "a/.");
    expect(found.file).toBe(first);
    expect(found.outranked).toEqual(first.startsWith("a/") ? [] : [second]);
  });

  test("the long name is ours whatever it says", async () => {
    expect(await notesOf({ "lambda-concurrency-policy.yml": "policies: []\n" })).toEqual([
      expect.stringContaining('error: There is no key "policies".'),
    ]);
  });

  test("another policy in the folder is said to be unread, but for what the first extends", async () => {
    const first = { "lambda-concurrency-policy.yml": "rules: {}\n", "policy.yml": "extends: strict\n" };
    expect(await notesOf(first)).toContain(
      "note: policy.yml is not read: lambda-concurrency-policy.yml is beside it, and comes first. Join the two, or let one of them extend the other.",
    );
    const both = { ...first, "lambda-concurrency-policy.yml": "extends: ./policy.yml\n" };
    expect((await notesOf(both)).filter((each) => each.includes("is not read"))).toEqual([]);
    const foreign = { ...first, "policy.yml": "foo: 1\n" };
    expect((await notesOf(foreign)).filter((each) => each.includes("policy.yml is"))).toEqual([]);
  });

  test("a policy that lies elsewhere is said where there is none", async () => {
    const elsewhere = {
      "config/policy.yml": "extends: strict\n",
      "infra/lambda-concurrency-policy.yaml": "rules: {}\n",
      // It has a key of ours, and says more than a policy may.
      "opa/policy.yaml": "rules: []\npackage: x\n",
    };
    const said = (await notesOf(elsewhere)).filter((each) => each.includes("looks like a policy"));
    expect(said).toEqual([
      "note: config/policy.yml looks like a policy, but none is looked for there, so it does not count. Name it: --policy config/policy.yml. Or move it to the folder that is checked, or one above it.",
      "note: infra/lambda-concurrency-policy.yaml looks like a policy, but none is looked for there, so it does not count. Name it: --policy infra/lambda-concurrency-policy.yaml. Or move it to the folder that is checked, or one above it.",
    ]);
    const found = await notesOf({ ...elsewhere, "policy.yml": "rules: {}\n" });
    expect(found.filter((each) => each.includes("looks like a policy"))).toEqual([]);
  });
});
