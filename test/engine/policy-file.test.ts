import { describe, expect, test } from "vitest";
import { MemoryCheckout } from "../../src/engine/memory-checkout.ts";
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
    expect(find(files, "a/.")).toEqual({ file: "policy.yaml", passedOver: ["a/policy.yml"] });
  });

  test.each([
    ["with one key of ours", "extends: strict\nfoo: 1\n"],
    ["in JSON", '{ "rules": {} }'],
    ["that says nothing", "# to do\n"],
    ["whose only key is misspelt", "rulez: {}\n"],
    ["with nothing in it", "{}\n"],
    ["that can't be understood", "rules: [\n"],
  ])("%s is ours", (_, text) => {
    expect(find({ "policy.yml": text })).toEqual({ file: "policy.yml", passedOver: [] });
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
