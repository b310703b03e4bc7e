import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { evidenceOf } from "../../src/engine/roots/evidence.ts";
import { parsersFor } from "../../src/engine/roots/load-parsers.ts";
import { findRoots } from "../../src/engine/roots/roots.ts";
import { wholeEnvironmentWord } from "../../src/environment-words.ts";
import type { Evidence } from "../../src/evidence.ts";

type Files = Readonly<Record<string, string>>;

/** All evidence of all roots. */
async function evidence(files: Files): Promise<Evidence[]> {
  const checkout = new MemoryCheckout(files);
  const paths = checkout.files(["."]);
  const parsers = await parsersFor(paths);
  const isEnvironment = (folder: string) => wholeEnvironmentWord(folder) !== undefined;
  return findRoots(paths, { parsers, checkout, kept: [] }).roots.flatMap((root) =>
    evidenceOf(root, { checkout, policyFolder: ".", isEnvironment }),
  );
}

const names = async (files: Files) => (await evidence(files)).map(({ kind, name }) => `${kind} ${name}`);
const lambda = 'provider "aws" {}\nresource "aws_lambda_function" "fn" {\n  function_name = "fn"\n}\n';
const FN = "Resources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties: { FunctionName: fn }\n";
const service = (name: string, more = "") =>
  `service: ${name}\nprovider: { name: aws, runtime: nodejs22.x, region: eu-west-1 }\nfunctions:\n  job: { handler: index.handler${more} }\n`;

describe("a word within the name of an application is no evidence", () => {
  it.each<[string, Files]>([
    ["of services and their folders", { "stripe-integration/serverless.yml": service("stripe-integration") }],
    ["of root modules", { "load-test-runner/main.tf": lambda, "dev-tools/main.tf": lambda }],
    ["of templates", { "integration-tests.yaml": FN, "sub/qa-bot.yaml": FN }],
    ["of stacks", assembly("stripe-integration", "paypal-integration", "load-test", "web")],
    [
      "of parameters that are about something else",
      { "a.yaml": `Parameters: { Size: { Type: String, AllowedValues: [dev, prod] } }\n${FN}` },
    ],
  ])("%s", async (_, files) => {
    expect(await names(files)).toEqual([]);
  });
});

describe("evidence of a root, the strongest first", () => {
  it.each<[string, Files, string[]]>([
    [
      "a parameter's values, what it is compared with and what is looked up by it",
      {
        "a.yaml": `Parameters: { Environment: { Type: String, AllowedValues: [int, live] }, Other: { Type: String } }
Mappings: { Sizes: { prod: { Cap: 5 }, qa: { Cap: 1 } } }
Conditions:
  IsProd: !Equals [!Ref Environment, production]
  IsOdd: !Equals [!Ref Other, "7"]
${FN.trimEnd().replace(/ \}$/, ", MemorySize: !FindInMap [Sizes, !Ref Environment, Cap] }")}\n`,
      },
      ["code int", "code live", "code prod", "code qa", "code production"],
    ],
    [
      "samconfig.toml",
      { "template.yaml": FN, "samconfig.toml": '[prod.deploy.parameters]\nstack_name = "a"\n' },
      ["code prod"],
    ],
    [
      "parameter files beside a template",
      { "template.yaml": FN, "parameters/stg.json": '[{ "ParameterKey": "A", "ParameterValue": "b" }]' },
      ["file stg"],
    ],
    [
      "workspaces that are compared and looked up, and values of a variable",
      {
        "infra/main.tf": `variable "env" {
  validation {
    condition     = contains(["blue", "green"], var.env)
    error_message = "No."
  }
}
locals {
  sizes = { prd = 5, default = 1 }
  size  = local.sizes[terraform.workspace]
  other = lookup({ red = 1 }, var.env, 2)
}
${lambda}`,
      },
      ["code prd", "code red", "code blue", "code green"],
    ],
    [
      "Terraform Cloud's workspaces, by name and by tags that are an environment's",
      {
        "a/main.tf": `terraform {\n  cloud {\n    workspaces {\n      name = "shop-prod"\n    }\n  }\n}\n${lambda}`,
        "b/main.tf": `terraform {\n  cloud {\n    workspaces {\n      tags = ["network", "prod"]\n    }\n  }\n}\n${lambda}`,
      },
      ["code shop-prod", "code prod"],
    ],
    [
      "commands, and then files and folders",
      {
        "live/prod/main.tf": lambda,
        "live/prod/eu.tfvars": "",
        "live/prod/uat.hcl": "",
        ".github/workflows/deploy.yml":
          "jobs:\n  a:\n    steps:\n      - run: terraform init -backend-config=uat.hcl\n      # -var-file=eu.tfvars\n      - run: terraform plan -var-file eu.tfvars\n",
      },
      ["command uat", "command eu", "file eu", "folder prod"],
    ],
    [
      "Atlantis' and Spacelift's settings",
      {
        "a/main.tf": lambda,
        "atlantis.yaml":
          "version: 3\nprojects:\n  - { dir: a, workspace: stage }\n  - { dir: b, workspace: qa }\n",
        ".spacelift/config.yml":
          "version: 1\nstacks:\n  a-1: { project_root: a, environment: { TF_VAR_environment: demo, TF_VAR_size: large } }\n",
      },
      ["command stage", "command demo"],
    ],
    [
      "stages of a service: its own, its parameters', and keys of what is looked up by stage",
      {
        "serverless.yml": `${service("shop", ', reservedConcurrency: "${self:custom.limits.${self:custom.stage}, 1}"').replace("region: eu-west-1", "stage: dev")}
params: { live: { a: 1 }, default: { a: 2 } }
custom:
  stage: \${opt:stage, self:provider.stage}
  testingEmail: ops@example.com
  qa: { other: 1 }
  limits: { production: 5 }
  uat: { size: 1 }
  chosen: \${self:custom.\${sls:stage}.size}
`,
      },
      ["code live", "code dev", "code production", "code uat"],
    ],
    [
      "a variable whose name is no name",
      {
        "a/main.tf.json":
          '{ "provider": { "aws": {} }, "variable": { "env(": {} }, "resource": { "aws_lambda_function": { "fn": {} } } }',
      },
      [],
    ],
    ["stages of a CDK app", assembly("Prod/shop"), ["code Prod"]],
  ])("%s", async (_, files, expected) => {
    expect((await names(files)).sort()).toEqual([...expected].sort());
    const kinds = (await evidence(files)).map(({ kind }) => kind);
    const order = ["code", "command", "file", "folder"];
    const roots = new Set(Object.keys(files).filter((path) => path.endsWith(".tf"))).size;
    if (roots < 2) expect(kinds).toEqual([...kinds].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  });

  it("are patterns of the stacks of an app that share an ending", async () => {
    const told = await evidence(assembly("pay-CODE", "pay-PROD", "web-CODE", "web-PROD"));
    expect(told.map(({ name, settings }) => [name, settings.match?.stacks])).toEqual([
      ["CODE", ["*-CODE"]],
      ["PROD", ["*-PROD"]],
      ["CODE", ["*-CODE"]],
      ["PROD", ["*-PROD"]],
    ]);
  });

  it("say what the policy would say", async () => {
    const files = { "infra/live/prod/main.tf": lambda, "infra/live/prod/env/dev.tfvars": "" };
    expect((await evidence(files)).map(({ because, settings }) => ({ because, settings }))).toEqual([
      {
        because: "infra/live/prod/env/dev.tfvars",
        settings: { terraform: { "var-files": ["env/dev.tfvars"] } },
      },
      { because: "folder infra/live/prod", settings: { match: { paths: ["infra/live/prod/**"] } } },
    ]);
  });
});

/** A cloud assembly of stacks; what comes before a slash is the stage. */
function assembly(...stacks: string[]): Files {
  const template = '{ "Resources": { "Fn": { "Type": "AWS::Lambda::Function", "Properties": {} } } }';
  const manifest = (names: readonly string[], nested: readonly string[] = []) =>
    JSON.stringify({
      version: "48.0.0",
      artifacts: Object.fromEntries([
        ...names.map((name) => [
          name,
          {
            type: "aws:cloudformation:stack",
            environment: "aws://111122223333/eu-west-1",
            properties: { templateFile: `${name}.template.json` },
          },
        ]),
        ...nested.map((stage) => [
          `assembly-${stage}`,
          {
            type: "cdk:cloud-assembly",
            properties: { directoryName: `assembly-${stage}` },
            displayName: stage,
          },
        ]),
      ]),
    });
  const [own, staged] = [
    stacks.filter((each) => !each.includes("/")),
    stacks.filter((each) => each.includes("/")),
  ];
  const inStage = staged.map((each) => each.split("/") as [string, string]);
  return Object.fromEntries([
    ["cdk.out/manifest.json", manifest(own, [...new Set(inStage.map(([stage]) => stage))])],
    ...own.map((name) => [`cdk.out/${name}.template.json`, template]),
    ...inStage.flatMap(([stage, name]) => [
      [`cdk.out/assembly-${stage}/manifest.json`, manifest([name])],
      [`cdk.out/assembly-${stage}/${name}.template.json`, template],
    ]),
  ]);
}
