import { describe, expect, it } from "vitest";
import type { EnvironmentInputs, Root } from "../../src/parser.ts";
import { loadGood } from "./support.ts";

const CHECKOUT: Root = { format: "terraform", path: "checkout" };

function inputsOf(
  files: Record<string, string>,
  root: Root = CHECKOUT,
  variables: Record<string, string> = {},
  path = "policy.yml",
): EnvironmentInputs {
  const policy = loadGood(files, { path });
  const [environment] = policy.environmentsFor(root);
  if (!environment) throw new Error("no environment");
  return policy.inputsFor(environment, root, environment.regions[0], variables);
}

describe("inputs of an environment", () => {
  it("carry their place in the policy file", () => {
    const inputs = inputsOf({
      "policy.yml": `environments:
  prod:
    production: true
    account: "111122223333"
    regions: [eu-west-1, us-east-1]
    terraform:
      variables: { cap: 5, sizes: { api: [1, 2] }, nothing: null }
      workspace: prod
    cloudformation:
      parameters: { Stage: prod, Cap: 050, Big: 12, On: true, Ids: [a, 2] }
      samconfig: production
      stack-name: shop
    serverless: { stage: prod, params: { cap: 3 } }
    terragrunt: { env: { CAP: "7" } }
  dev:
`,
    });
    expect(inputs.deploymentId).toBe("checkout@prod/eu-west-1");
    expect(inputs).toMatchObject({
      environment: "prod",
      environmentNames: ["prod", "dev"],
      account: { value: "111122223333", at: { file: "policy.yml", start: { line: 4, column: 14 } } },
      region: { value: "eu-west-1", at: { start: { line: 5, column: 15 } } },
      terraform: {
        variables: {
          cap: { value: 5, at: { start: { line: 7, column: 25 } } },
          sizes: { value: { api: [1, 2] } },
          nothing: { value: null },
        },
        workspace: { value: "prod" },
        environmentVariables: {},
      },
      cloudformation: {
        parameters: {
          Stage: { value: "prod", at: { start: { line: 10, column: 28 } } },
          Cap: { value: "050" },
          Big: { value: 12 },
          On: { value: true },
          Ids: { value: ["a", 2] },
        },
        samconfig: { value: "production" },
        stackName: { value: "shop" },
      },
      serverless: { stage: { value: "prod" }, params: { cap: { value: 3 } } },
      terragrunt: { variables: { CAP: { value: "7", at: { start: { line: 14, column: 31 } } } } },
    });
  });

  it("are empty where the policy says nothing", () => {
    expect(inputsOf({ "policy.yml": "extends: recommended" })).toEqual({
      deploymentId: "checkout@default",
      environment: "default",
      account: undefined,
      region: undefined,
      environmentNames: ["default"],
      terraform: { varFiles: [], variables: {}, workspace: undefined, environmentVariables: {} },
      cloudformation: { parameters: {}, parameterFiles: [], samconfig: undefined, stackName: undefined },
      serverless: { stage: undefined, params: {}, environmentVariables: {} },
      terragrunt: { variables: {}, environmentVariables: {} },
      moduleAdapters: [],
    });
  });

  it("name the stack and the region that a root fixes", () => {
    const root: Root = { format: "cdk", path: "cdk.out", stack: "Shop", region: "eu-west-1" };
    expect(inputsOf({ "policy.yml": "{}" }, root).deploymentId).toBe("cdk.out:Shop@default/eu-west-1");
  });

  it("pass module adapters on as they are", () => {
    const inputs = inputsOf({
      "policy.yml": "module-adapters:\n  - { sources: [acme/lambda/aws], terraform: x }\n",
    });
    expect(inputs.moduleAdapters).toMatchObject([
      { value: { sources: ["acme/lambda/aws"] }, at: { start: { line: 2 } } },
    ]);
  });
});

describe("var-files and parameter files", () => {
  const policy = (files: string) =>
    `environments: { prod: { production: true, terraform: { var-files: [${files}] } } }`;
  const varFiles = (files: Record<string, string>, path?: string) =>
    inputsOf(files, CHECKOUT, {}, path).terraform.varFiles.map((file) => file.value);

  it("are relative to the policy file, else to the root, and left out when they don't exist", () => {
    const found = varFiles({
      "policy.yml": policy("env/prod.tfvars, checkout/b.tfvars, c.tfvars, ./none.tfvars"),
      "env/prod.tfvars": "",
      "checkout/env/prod.tfvars": "",
      "checkout/b.tfvars": "",
      "checkout/c.tfvars": "",
    });
    expect(found).toEqual(["env/prod.tfvars", "checkout/b.tfvars", "checkout/c.tfvars"]);
  });

  it("of a policy in .github are relative to the repository", () => {
    const files = { ".github/policy.yml": policy("env/prod.tfvars"), "env/prod.tfvars": "" };
    expect(varFiles(files, ".github/policy.yml")).toEqual(["env/prod.tfvars"]);
  });

  it("of a shared policy are relative to it, then to the policy that extends it, then to the root", () => {
    const shared = { "policy.yml": "extends: ./shared/org.yml", "shared/org.yml": policy("prod.tfvars") };
    expect(varFiles({ ...shared, "prod.tfvars": "", "shared/prod.tfvars": "" })).toEqual([
      "shared/prod.tfvars",
    ]);
    expect(varFiles({ ...shared, "prod.tfvars": "", "checkout/prod.tfvars": "" })).toEqual(["prod.tfvars"]);
    expect(varFiles({ ...shared, "checkout/prod.tfvars": "" })).toEqual(["checkout/prod.tfvars"]);
  });

  it("never lead out of the checkout", () => {
    expect(varFiles({ "policy.yml": policy("../secrets.tfvars, /etc/passwd") })).toEqual([]);
  });

  it("of a template are relative to its folder", () => {
    const root: Root = { format: "cloudformation", path: "stacks/api.yaml" };
    const inputs = inputsOf(
      {
        "policy.yml":
          "environments: { prod: { production: true, cloudformation: { parameter-files: [prod.json] } } }",
        "stacks/prod.json": "[]",
      },
      root,
    );
    expect(inputs.cloudformation.parameterFiles).toMatchObject([{ value: "stacks/prod.json" }]);
  });
});

describe("variables of the process", () => {
  const process = { TF_VAR_cap: "5", TF_VAR_zone: "a", HOME: "/root", STAGE: "prod" };
  const inputs = (allowed: string) =>
    inputsOf(
      {
        "policy.yml": `environments: { prod: { production: true, terraform: { read-environment: ${allowed} }, serverless: { read-environment: ${allowed} }, terragrunt: { read-environment: ${allowed} } } }`,
      },
      CHECKOUT,
      process,
    );

  it("count for nothing unless the policy allows them", () => {
    expect(inputs("false").terraform.environmentVariables).toEqual({});
    expect(inputs("false").serverless.environmentVariables).toEqual({});
    expect(inputs("false").terragrunt.environmentVariables).toEqual({});
  });

  it("count when allowed: those of Terraform without their prefix", () => {
    expect(inputs("true").terraform.environmentVariables).toEqual({ cap: "5", zone: "a" });
    expect(inputs("true").serverless.environmentVariables).toEqual(process);
    expect(inputs("true").terragrunt.environmentVariables).toEqual(process);
  });

  it("count by name", () => {
    expect(inputs("[TF_VAR_cap, STAGE]").terraform.environmentVariables).toEqual({ cap: "5" });
    expect(inputs("[TF_VAR_cap, STAGE]").serverless.environmentVariables).toEqual({
      TF_VAR_cap: "5",
      STAGE: "prod",
    });
  });
});
