import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { type RunOptions, runPolicy } from "../../src/engine/run.ts";
import type { Report } from "../../src/finding.ts";
import { knownValue } from "../../src/values/value.ts";

type Files = Readonly<Record<string, string>>;

async function report(files: Files, more: Partial<RunOptions> = {}): Promise<Report> {
  const checkout = new MemoryCheckout(files);
  const outcome = await runPolicy({
    checkout,
    paths: ["."],
    today: "2026-06-15",
    withEvidence: true,
    ...more,
  });
  if (!("report" in outcome))
    throw new Error(outcome.policyProblems.map(({ message }) => message).join("\n"));
  return outcome.report;
}

/** `app.yaml prod 111122223333 eu-west-1: why`, with a minus in front of what is not deployed. */
const shown = ({ map }: Report) =>
  map.map(
    ({ root, stack, environment, account, region, deployed, because }) =>
      `${deployed ? "" : "- "}${root}${stack === undefined ? "" : ` ${stack}`} ${environment} ${knownValue(account)} ${knownValue(region)}: ${because}`,
  );

const INPUTS = `environments:
  prod: { production: true, account: "111122223333", regions: [eu-west-1], cloudformation: { parameters: { Stage: production } } }
  dev: { account: "444455556666", regions: [eu-west-1], cloudformation: { parameters: { Stage: dev } } }
`;
const template = (bounds: string) =>
  `Parameters: { Stage: { ${bounds} } }\nResources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties: { FunctionName: fn }\n`;

describe("a template whose parameter refuses what an environment gives", () => {
  const ALLOWED = "Type: String, AllowedValues: [dev, build]";

  it("is not deployed there, which the map and the run say", async () => {
    const told = await report({
      "policy.yml": INPUTS,
      "app.yaml": template("Type: String, AllowedValues: [dev, production]"),
      "mock.yaml": template(ALLOWED),
    });
    expect(shown(told)).toEqual([
      "app.yaml prod 111122223333 eu-west-1: parameter Stage of app.yaml allows it",
      "app.yaml dev 444455556666 eu-west-1: parameter Stage of app.yaml allows it",
      '- mock.yaml prod 111122223333 eu-west-1: its parameter Stage takes only "dev", "build", and prod gives "production"',
      "mock.yaml dev 444455556666 eu-west-1: parameter Stage of mock.yaml allows it",
    ]);
    expect(told.diagnostics.map(({ message }) => message)).toEqual([
      'mock.yaml is not deployed to prod: its parameter Stage takes only "dev", "build", and prod gives "production".',
    ]);
    expect(told.coverage.unread).toEqual([]);
  });

  it("but takes another word for it, is a warning", async () => {
    const told = await report({
      "policy.yml": INPUTS,
      "app.yaml": template("Type: String, AllowedValues: [dev, prod]"),
    });
    expect(told.diagnostics.map(({ severity, message, hint }) => `${severity} ${message} ${hint}`)).toEqual([
      'warning app.yaml is not checked for prod: its parameter Stage takes only "dev", "prod", and prod gives "production". It takes "prod": give it that where it is deployed, in a placement of environments.prod.',
    ]);
  });

  it("are several, is one note", async () => {
    const mocks = ["a", "b", "c", "d", "e"].map((name) => [`${name}.yaml`, template(ALLOWED)]);
    const told = await report({ "policy.yml": INPUTS, ...Object.fromEntries(mocks) });
    expect(told.diagnostics.map(({ message }) => message)).toEqual([
      'a.yaml is not deployed to prod: its parameter Stage takes only "dev", "build", and prod gives "production". Nor are b.yaml, c.yaml, 2 more.',
    ]);
  });

  it("and refuses all of them is checked as production all the same", async () => {
    const told = await report({
      "policy.yml": INPUTS,
      "mock.yaml": template("Type: String, AllowedValues: [prd]"),
    });
    expect(told.map.map(({ environment, deployed }) => [environment, deployed])).toEqual([
      ["prod", false],
      ["dev", false],
      ["unmatched", true],
    ]);
    expect(told.findings.map(({ ruleId }) => ruleId)).toContain("reserved-concurrency-required");
  });

  it("is not taken for unread where only that environment is asked for", async () => {
    const told = await report(
      { "policy.yml": INPUTS, "mock.yaml": template(ALLOWED) },
      { environments: ["prod"] },
    );
    expect(told.map.map(({ environment, deployed }) => [environment, deployed])).toEqual([["prod", false]]);
    expect(told.coverage.unread).toEqual([]);
    expect(told.findings).toEqual([]);
  });

  it("keeps its functions where it is deployed, whatever their tags say", async () => {
    const tagged = `${template(ALLOWED).trimEnd().replace(/ \}$/, ", Tags: [{ Key: env, Value: prod }] }")}\n`;
    const policy = INPUTS.replaceAll(/\{ (production: true, )?account/g, (all) =>
      all.replace("{", `{ match: { tags: { env: ${all.includes("production") ? "prod" : "dev"} } },`),
    );
    const told = await report({ "policy.yml": policy, "mock.yaml": tagged });
    expect(told.model.functions.map((fn) => told.model.deploymentOf(fn).environment)).toEqual(["dev"]);
  });

  it.each<[string, string, boolean]>([
    ["a pattern of the whole value", "Type: String, AllowedPattern: 'dev|prod'", false],
    ["a pattern that fits", "Type: String, AllowedPattern: '[a-z]+'", true],
    ["a pattern that fits a part", "Type: String, AllowedPattern: 'prod'", false],
    ["a pattern that only Java knows", "Type: String, AllowedPattern: '(?=dev).*'", true],
    ["a pattern of classes that Java reads otherwise", "Type: String, AllowedPattern: '[a-c&&[b]]+'", true],
    ["a least length", "Type: String, MinLength: 11", false],
    ["a length that fits", "Type: String, MinLength: 10, MaxLength: 10", true],
    ["a greatest length", "Type: String, MaxLength: 5", false],
    ["a list of which each item counts", "Type: CommaDelimitedList, AllowedValues: [dev, test]", false],
    ["a list that isn't written out", "Type: String, AllowedValues: [dev, !Ref Other]", true],
    ["a parameter of the store", "Type: 'AWS::SSM::Parameter::Value<String>', AllowedValues: [dev]", true],
    ["a default", "Type: String, Default: dev", true],
  ])("by %s", async (_, bounds, deployed) => {
    const told = await report({ "policy.yml": INPUTS, "app.yaml": template(bounds) });
    expect(told.map.find(({ environment }) => environment === "prod")?.deployed).toBe(deployed);
  });

  it.each<[string, number, boolean]>([
    ["MinValue: 5", 4, false],
    ["MaxValue: 5", 6, false],
    ["MinValue: 5, MaxValue: 5", 5, true],
    ["AllowedValues: [1.0, 2]", 1, true],
    ["AllowedValues: [1, 2]", 3, false],
  ])("as a number, by %s", async (bounds, given, deployed) => {
    const policy = `environments: { prod: { production: true, cloudformation: { parameters: { Stage: ${given} } } } }\n`;
    const told = await report({ "policy.yml": policy, "app.yaml": template(`Type: Number, ${bounds}`) });
    expect(told.map[0]?.deployed).toBe(deployed);
  });

  it("by what a parameter file gives", async () => {
    const policy =
      "environments: { prod: { production: true, cloudformation: { parameter-files: [prod.json] } }, dev: }\n";
    const told = await report({
      "policy.yml": policy,
      "app.yaml": template(ALLOWED),
      "prod.json": '{ "Parameters": { "Stage": "live" } }',
    });
    expect(told.map.map(({ environment, deployed }) => [environment, deployed])).toEqual([
      ["prod", false],
      ["dev", true],
    ]);
  });
});

it("a stack of a CDK app, and a SAM template, refuse likewise", async () => {
  const stack = JSON.stringify({
    Parameters: { Stage: { Type: "String", AllowedValues: ["dev"] } },
    Resources: { Fn: { Type: "AWS::Lambda::Function", Properties: {} } },
  });
  const told = await report({
    "policy.yml": INPUTS,
    "cdk.out/manifest.json": JSON.stringify({
      version: "48.0.0",
      artifacts: {
        app: {
          type: "aws:cloudformation:stack",
          environment: "aws://444455556666/eu-west-1",
          properties: { templateFile: "app.json" },
        },
      },
    }),
    "cdk.out/app.json": stack,
    "sam/template.yaml": `Transform: AWS::Serverless-2016-10-31\n${template("Type: String, AllowedValues: [dev]")}`,
  });
  expect(shown(told)).toEqual([
    "- cdk.out app prod 111122223333 eu-west-1: its code is for account 444455556666",
    "cdk.out app dev 444455556666 eu-west-1: nothing says otherwise",
    '- sam/template.yaml prod 111122223333 eu-west-1: its parameter Stage takes only "dev", and prod gives "production"',
    "sam/template.yaml dev 444455556666 eu-west-1: parameter Stage of sam/template.yaml allows it",
  ]);
  const anywhere = INPUTS.replaceAll(/account: "\d+", /g, "");
  const refused = await report({
    "policy.yml": anywhere,
    "cdk.out/manifest.json": JSON.stringify({
      version: "48.0.0",
      artifacts: { app: { type: "aws:cloudformation:stack", properties: { templateFile: "app.json" } } },
    }),
    "cdk.out/app.json": stack,
  });
  expect(refused.map.map(({ deployed }) => deployed)).toEqual([false, true]);
});

describe("a root module whose variable refuses what an environment gives", () => {
  const POLICY =
    "environments:\n  prod: { production: true, terraform: { variables: { stage: prod } } }\n  dev: { terraform: { variables: { stage: dev } } }\n";
  const root = (validation: string, more = "") =>
    `provider "aws" {}\nvariable "stage" {\n  type = string\n${more}  validation {\n    condition     = ${validation}\n    error_message = "No."\n  }\n}\nresource "aws_lambda_function" "fn" {\n  function_name = "fn"\n}\n`;
  const deployed = async (files: Files, policy = POLICY) =>
    (await report({ "policy.yml": policy, ...files })).map.map(({ deployed: is }) => is);

  it("is not deployed there", async () => {
    const told = await report({
      "policy.yml": POLICY,
      "infra/main.tf": root('contains(["dev", "test"], var.stage)'),
    });
    expect(shown(told)).toEqual([
      '- infra prod undefined undefined: its variable stage refuses "prod", which prod gives',
      "infra dev undefined undefined: infra asks for dev in var.stage",
    ]);
  });

  it.each<[string, string, boolean]>([
    ["a pattern", 'can(regex("^(dev|test)$", var.stage))', false],
    ["a pattern that fits", 'can(regex("^[a-z]+$", var.stage))', true],
    ["what is no variable", "var.stage == local.only", true],
    ["a variable that nobody gives", "var.stage == var.other", true],
    ["what can't be evaluated", 'contains(split(",", file("stages.txt")), var.stage)', true],
  ])("by %s", async (_, validation, is) => {
    const more = 'locals {\n  only = "dev"\n}\nvariable "other" {\n  default = "dev"\n}\n';
    expect((await deployed({ "infra/main.tf": `${root(validation)}${more}` }))[0]).toBe(is);
  });

  it("says nothing of a default", async () => {
    const files = { "infra/main.tf": root('var.stage == "dev"', '  default = "prod"\n') };
    expect(await deployed(files, "environments:\n  prod: { production: true }\n  dev:\n")).toEqual([
      true,
      true,
    ]);
  });

  it("by a file that is paired by its name", async () => {
    const files = { "main.tf": root('var.stage == "dev"'), "env/prod.tfvars": 'stage = "prod"\n' };
    expect(await deployed(files, "environments:\n  prod: { production: true }\n  dev:\n")).toEqual([
      false,
      true,
    ]);
  });

  it("does not show what is secret", async () => {
    const files = { "infra/main.tf": root('var.stage == "dev"', "  sensitive = true\n") };
    expect((await report({ "policy.yml": POLICY, ...files })).map[0]?.because).not.toContain('"prod"');
  });
});

describe("match.parameters", () => {
  const POLICY = `environments:
  prod: { production: true, match: { parameters: { Environment: [prod, production], environment: [prod] } } }
  dev: { match: { parameters: { Environment: dev, environment: [dev] } } }
`;
  const stack = (values: string) =>
    template(`Type: String, AllowedValues: [${values}]`).replace("Stage", "Environment");
  const module = (validation = "") =>
    `provider "aws" {}\nvariable "environment" {\n${validation}}\nresource "aws_lambda_function" "fn" {\n  function_name = "fn"\n}\n`;

  it("asks templates and root modules what they may be", async () => {
    const told = await report({
      "policy.yml": POLICY,
      "both.yaml": stack("production, dev"),
      "dev.yaml": stack("dev"),
      "a/main.tf": module(),
      "b/main.tf": module(),
      "b/terraform.tfvars": 'environment = "dev"\n',
      "c/main.tf": module(
        '  validation {\n    condition = var.environment == "prod"\n    error_message = "No."\n  }\n',
      ),
    });
    expect(told.map.map(({ root, environment }) => `${root} ${environment}`)).toEqual([
      "a prod",
      "a dev",
      "b dev",
      "both.yaml prod",
      "both.yaml dev",
      "c prod",
      "dev.yaml dev",
    ]);
  });
});

describe("the map says why", () => {
  const lambda = 'provider "aws" {}\nresource "aws_lambda_function" "fn" {\n  function_name = "fn"\n}\n';

  it("by the policy, by code, by commands, by files, by folders, and that nothing does", async () => {
    const told = await report({
      "policy.yml":
        "environments:\n  prod: { production: true, match: { paths: [live/prod] } }\n  dev:\n  test: { terraform: { workspace: tst } }\n",
      "live/prod/main.tf": lambda,
      "folders/dev/main.tf": lambda,
      "files/main.tf": lambda,
      "files/env/test.tfvars": "",
      "commands/main.tf": lambda,
      "commands/env/dev.tfvars": "",
      Makefile: "plan:\n\tterraform -chdir=commands plan -var-file=env/dev.tfvars\n",
      "code/main.tf": lambda.replace('"fn"\n}', '"fn-${terraform.workspace == "tst" ? 1 : 2}"\n}'),
    });
    expect(shown(told)).toEqual([
      "code dev undefined undefined: nothing says otherwise",
      "code test undefined undefined: code asks for workspace tst",
      "commands dev undefined undefined: Makefile:2 gives it env/dev.tfvars",
      "commands test undefined undefined: nothing says otherwise",
      "files dev undefined undefined: nothing says otherwise",
      "files test undefined undefined: files/env/test.tfvars",
      "folders/dev dev undefined undefined: folder folders/dev",
      "folders/dev test undefined undefined: nothing says otherwise",
      "live/prod prod undefined undefined: the policy matches paths live/prod; folder live/prod",
    ]);
  });
});
