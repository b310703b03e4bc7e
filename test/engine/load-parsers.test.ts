import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { parsersFor } from "../../src/engine/roots/load-parsers.ts";
import { runPolicy } from "../../src/engine/run.ts";
import { runChange } from "../../src/engine/run-change.ts";

const FUNCTION = 'resource "aws_lambda_function" "pay" {\n  function_name = "pay"\n}\n';
const TEMPLATE = "Resources: { Pay: { Type: AWS::Lambda::Function } }\n";

describe("parsers are loaded", () => {
  it.each([
    ["none for a checkout without code", ["README.md"], []],
    ["Terraform's for its code", ["infra/main.tf"], ["terraform"]],
    ["Terraform's for OpenTofu and for JSON", ["a.tofu", "b.tf.json"], ["cloudformation", "terraform"]],
    ["CloudFormation's for YAML", ["template.yaml"], ["cloudformation"]],
    ["the framework's for a service as a program", ["serverless.ts"], ["serverless"]],
    ["the CDK's for the settings of an app", ["cdk.json"], ["cdk", "cloudformation", "terraform-plan"]],
  ])("%s", async (_, files, formats) => {
    const loaded = (await parsersFor(files)).flatMap(({ format }) => format ?? []);
    expect(loaded).toEqual(formats);
  });
});

it("a module that a policy describes is checked where there is no Terraform", async () => {
  const adapter = 'module-adapters:\n  - sources: [a]\n    terraform: |\n      resurce "x" "y" {}\n';
  for (const files of [
    { "policy.yml": adapter },
    { "policy.yml": "extends: [central.yml]\n", "central.yml": adapter },
  ] as Record<string, string>[]) {
    const checkout = new MemoryCheckout(files);
    const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01" });
    expect(outcome).toMatchObject({
      policyProblems: [{ message: 'Terraform has no block "resurce". Did you mean resource?' }],
    });
  }
});

it("a base is read by the parsers of its own files, which the head may not have", async () => {
  const head = { checkout: new MemoryCheckout({ "main.tf": FUNCTION }), paths: ["."], today: "2026-01-01" };
  const base = new MemoryCheckout({ "template.yaml": TEMPLATE });
  const outcome = await runChange(head, { checkout: base, name: "main" });
  const { comparison } = "report" in outcome ? outcome.report : {};
  expect(comparison?.fixed.map(({ at }) => at.file)).toContain("template.yaml");
});
