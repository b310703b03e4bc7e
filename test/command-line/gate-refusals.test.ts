import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

type Files = Readonly<Record<string, string | null>>;

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

async function gate(base: Files, change: Files) {
  repository.commit(base);
  repository.git("checkout", "--quiet", "-b", "change");
  for (const [path, text] of Object.entries(change)) {
    if (text === null) rmSync(join(repository.path, path));
    else repository.write(path, text);
  }
  repository.git("add", "--all", "--force");
  repository.git("commit", "--quiet", "--allow-empty", "-m", "change");
  return callIn(repository.path, "run", "--base", "main");
}

const template = (parameter: string, reserved: string) =>
  `Parameters: { Stage: { Type: String, ${parameter} } }\nResources:\n  Orders:\n    Type: AWS::Lambda::Function\n    Properties: { FunctionName: orders${reserved} }\n`;
const RESERVED = ", ReservedConcurrentExecutions: 310";
const module = (validation: string, reserved: string) =>
  `provider "aws" {\n  region = "us-east-1"\n}\nvariable "stage" {\n  type = string\n${validation}}\nresource "aws_lambda_function" "orders" {\n  function_name = "orders"\n${reserved}}\n`;
const validation = (values: string) =>
  `  validation {\n    condition     = contains([${values}], var.stage)\n    error_message = "No."\n  }\n`;

const BY_INPUT = `extends: recommended
environments:
  prod: { production: true, cloudformation: { parameters: { Stage: prod } }, terraform: { variables: { stage: prod } } }
  dev: { cloudformation: { parameters: { Stage: dev } }, terraform: { variables: { stage: dev } } }
`;
const BY_MATCH = `extends: recommended
environments:
  prod: { production: true, match: { parameters: { Stage: prod, stage: prod } } }
  dev: { match: { parameters: { Stage: dev, stage: dev } } }
`;
const PLACED = `extends: recommended
environments:
  prod:
    production: true
    placements: [{ paths: ["live/**"], terraform: { workspace: "{folder}-prod", variables: { stage: "{folder}" } } }]
  dev: { terraform: { variables: { stage: dev } } }
`;
const ALL = "AllowedValues: [dev, prod]";
const DEV = "AllowedValues: [dev]";

describe("code that comes to refuse production is judged as production", () => {
  test.each<[string, Files, Files]>([
    [
      "by AllowedValues",
      { "policy.yml": BY_INPUT, "app.yaml": template(ALL, RESERVED) },
      { "app.yaml": template(DEV, "") },
    ],
    [
      "by AllowedPattern",
      { "policy.yml": BY_INPUT, "app.yaml": template("Default: dev", RESERVED) },
      { "app.yaml": template("AllowedPattern: dev", "") },
    ],
    [
      "by AllowedValues, in another template",
      { "policy.yml": BY_INPUT, "app.yaml": template(ALL, RESERVED) },
      { "app.yaml": null, "other.yaml": template(DEV, "") },
    ],
    [
      "by AllowedValues, which a match asks for",
      { "policy.yml": BY_MATCH, "app.yaml": template(ALL, RESERVED) },
      { "app.yaml": template(DEV, "") },
    ],
    [
      "by a validation",
      { "policy.yml": BY_INPUT, "infra/main.tf": module("", "  reserved_concurrent_executions = 310\n") },
      { "infra/main.tf": module(validation('"dev"'), "") },
    ],
    [
      "by a validation, which a match asks for",
      {
        "policy.yml": BY_MATCH,
        "infra/main.tf": module(validation('"dev", "prod"'), "  reserved_concurrent_executions = 310\n"),
      },
      { "infra/main.tf": module(validation('"dev"'), "") },
    ],
    [
      "by a file of values, which a match asks for",
      { "policy.yml": BY_MATCH, "infra/main.tf": module("", "  reserved_concurrent_executions = 310\n") },
      { "infra/main.tf": module("", ""), "infra/terraform.tfvars": 'stage = "dev"\n' },
    ],
    [
      "by the name of its folder, which a placement fills in",
      {
        "policy.yml": PLACED,
        "live/prod/main.tf": module(validation('"dev", "prod"'), "  reserved_concurrent_executions = 310\n"),
      },
      { "live/prod/main.tf": null, "live/dave/main.tf": module(validation('"dev", "prod"'), "") },
    ],
  ])("%s", async (_, base, change) => {
    const { exitCode, out } = await gate(base, change);
    expect(exitCode, out).toBe(1);
    expect(out).toContain("reserved-concurrency-required");
    expect(out).toContain("no longer production");
  });

  test("what is new, and refuses production from the start, is not", async () => {
    const { exitCode, out } = await gate(
      { "policy.yml": BY_INPUT, "app.yaml": template(ALL, RESERVED) },
      { "mock.yaml": template(DEV, "").replace("orders", "mock") },
    );
    expect(exitCode, out).toBe(0);
    expect(out).toContain("mock.yaml is not deployed to prod");
  });
});
