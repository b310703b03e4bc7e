import { describe, expect, it } from "vitest";
import { parsersFor } from "../../src/engine/load-parsers.ts";
import { MemoryCheckout } from "../../src/engine/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import { runChange } from "../../src/engine/run-change.ts";

async function formatsFor(files: Readonly<Record<string, string>>, policyFile?: string): Promise<string[]> {
  const checkout = new MemoryCheckout(files);
  const parsers = await parsersFor({ checkout, paths: ["."], ...(policyFile ? { policyFile } : {}) });
  return parsers.map(({ format }) => format);
}

const FUNCTION = 'resource "aws_lambda_function" "pay" {\n  function_name = "pay"\n}\n';
const TEMPLATE = "Resources: { Pay: { Type: AWS::Lambda::Function } }\n";

describe("parsers are loaded", () => {
  it.each([
    ["none for a checkout without code", { "README.md": "" }, []],
    ["Terraform's for its code", { "infra/main.tf": "" }, ["terraform"]],
    [
      "Terraform's for OpenTofu and for JSON",
      { "a.tofu": "", "b.tf.json": "{}" },
      ["cloudformation", "terraform"],
    ],
    ["CloudFormation's for YAML", { "template.yaml": "" }, ["cloudformation"]],
    ["the framework's for a service as a program", { "serverless.ts": "" }, ["serverless"]],
    ["the CDK's for the settings of an app", { "cdk.json": "" }, ["cdk", "cloudformation", "terraform-plan"]],
  ])("%s", async (_, files, formats) => {
    expect(await formatsFor(files as Record<string, string>)).toEqual(formats);
  });

  it.each(["module-adapters: []\n", "extends: [central.yml]\n"])(
    "Terraform's for a policy that may describe modules: %j",
    async (policy) => {
      expect(await formatsFor({ "policy.yml": policy })).toContain("terraform");
      expect(await formatsFor({ "rules.policy": policy }, "rules.policy")).toContain("terraform");
      expect(await formatsFor({ "policy.yml": "rules: {}\n" })).not.toContain("terraform");
    },
  );
});

it("a module that a policy describes is checked where there is no Terraform", async () => {
  const adapter = 'module-adapters:\n  - sources: [a]\n    terraform: |\n      resurce "x" "y" {}\n';
  for (const files of [
    { "policy.yml": adapter },
    { "policy.yml": "extends: [central.yml]\n", "central.yml": adapter },
  ] as Record<string, string>[]) {
    const read = { checkout: new MemoryCheckout(files), paths: ["."] };
    const outcome = runPolicy({ ...read, parsers: await parsersFor(read), today: "2026-01-01" });
    expect(outcome).toMatchObject({
      policyProblems: [{ message: 'Terraform has no block "resurce". Did you mean resource?' }],
    });
  }
});

it("a base is read by the parsers of its own files, which the head may not have", async () => {
  const read = { checkout: new MemoryCheckout({ "main.tf": FUNCTION }), paths: ["."] };
  const options = { ...read, parsers: await parsersFor(read), today: "2026-01-01" };
  const outcome = await runChange(options, new MemoryCheckout({ "template.yaml": TEMPLATE }));
  expect(outcome.comparison?.fixed.map(({ at }) => at.file)).toContain("template.yaml");
});
