import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

type Files = Readonly<Record<string, string>>;

const POLICY = `extends: strict
environments:
  prod: { production: true, match: { paths: ["svc/**"] }, account: "111122223333", regions: [us-east-1] }
  dev: { match: { paths: ["dev/**"] }, account: "444455556666", regions: [us-east-1] }
module-adapters:
  - sources: ["git::https://git.example.com/acme/worker.git"]
    terraform: |
      variable "size" { default = -1 }
      resource "aws_lambda_function" "this" {
        function_name                  = "worker"
        reserved_concurrent_executions = var.size
      }
`;
const PROVIDER = 'provider "aws" {\n  region = "us-east-1"\n}\n';
const stack = (...resources: string[]) => `Resources:\n${resources.map((each) => `  ${each}\n`).join("")}`;
const lambda = (name: string, reserved?: string) =>
  `${name}: { Type: AWS::Lambda::Function, Properties: { FunctionName: ${name}${reserved === undefined ? "" : `, ReservedConcurrentExecutions: ${reserved}`} } }`;
const nested = (path: string, parameters = "{}", resource = "") =>
  `N: { Type: AWS::CloudFormation::Stack, ${resource}Properties: { TemplateURL: ${path}, Parameters: ${parameters} } }`;
const never = (path: string) =>
  `Conditions: { Never: !Equals [a, b] }\n${stack(nested(path, "{}", "Condition: Never, "))}`;

const BASE = {
  "policy.yml": POLICY,
  "svc/main.tf": PROVIDER + fn("orders", 310),
  "svc/old.yaml": stack(lambda("Old", "5")),
};
const caller = (words: string) => `module "x" {\n  source = "../n"\n  ${words}\n}\n`;
const TARGET = `resource "aws_appautoscaling_target" "t" {
  service_namespace  = "lambda"
  scalable_dimension = "lambda:function:ProvisionedConcurrency"
  resource_id        = "function:orders:live"
  min_capacity       = 1
  max_capacity       = 500
}
`;
const KNOWN =
  'module "f" {\n  source        = "terraform-aws-modules/lambda/aws"\n  version       = "8.0.0"\n  function_name = "careless"\n}\n';
const DESCRIBED = 'module "w" {\n  source = "git::https://git.example.com/acme/worker.git"\n}\n';
const SIZED = `variable "r" {\n  default = -1\n}\n${fn("careless").replace("}\n", "  reserved_concurrent_executions = var.r\n}\n")}`;
const ALIAS =
  "A: { Type: AWS::Lambda::Alias, Properties: { FunctionName: Old, FunctionVersion: '3', Name: live, ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 700 } } }";
const SCALED =
  "S: { Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: { ServiceNamespace: lambda, ScalableDimension: lambda:function:ProvisionedConcurrency, ResourceId: function:Old:live, MinCapacity: 1, MaxCapacity: 500 } }";
const LOOP = "Fn::ForEach::X: [N, [Careless], { '${N}': { Type: AWS::Lambda::Function, Properties: {} } }]";
const SWITCHED = `Parameters: { On: { Type: String, Default: "yes" } }\nConditions: { C: !Equals [!Ref On, "yes"] }\n${stack("Careless: { Type: AWS::Lambda::Function, Condition: C, Properties: {} }")}`;

const HIDDEN: readonly [name: string, change: Files, base?: Files][] = [
  [
    "a known module, never created",
    { "svc/n/main.tf": PROVIDER + KNOWN, "svc/zz/main.tf": caller("count = 0") },
  ],
  ["a known module, without a provider", { "svc/n/main.tf": KNOWN, "svc/zz/main.tf": caller("count = 0") }],
  [
    "a described module",
    { "svc/n/main.tf": PROVIDER + DESCRIBED, "svc/zz/main.tf": caller("for_each = {}") },
  ],
  [
    "a described module, without a provider",
    { "svc/n/main.tf": DESCRIBED, "svc/zz/main.tf": caller("count = 0") },
  ],
  ["a scaling target", { "svc/n/main.tf": PROVIDER + TARGET, "svc/zz/main.tf": caller("count = 0") }],
  [
    "a scaling target, without a provider",
    { "svc/n/main.tf": TARGET, "svc/zz/main.tf": caller("count = 0") },
  ],
  [
    "what was a root without functions",
    { "svc/n/f.tf": KNOWN, "svc/zz/main.tf": caller("count = 0") },
    { "svc/n/main.tf": `${PROVIDER}resource "aws_s3_bucket" "b" {}\n` },
  ],
  ["another value of a variable", { "svc/n/main.tf": PROVIDER + SIZED, "svc/zz/main.tf": caller("r = 5") }],
  [
    "a module of another environment",
    { "svc/n/main.tf": PROVIDER + fn("careless"), "dev/main.tf": 'module "m" {\n  source = "../svc/n"\n}\n' },
  ],
  ["an alias, never created", { "svc/p.yaml": stack(ALIAS), "svc/q.yaml": never("p.yaml") }],
  ["a scaling target, never created", { "svc/p.yaml": stack(SCALED), "svc/q.yaml": never("p.yaml") }],
  [
    "a loop, never created",
    { "svc/p.yaml": `Transform: AWS::LanguageExtensions\n${stack(LOOP)}`, "svc/q.yaml": never("p.yaml") },
  ],
  [
    "another value of a parameter",
    {
      "svc/p.yaml": `Parameters: { R: { Type: Number, Default: 0 } }\n${stack(lambda("Careless", "!Ref R"))}`,
      "svc/q.yaml": stack(nested("p.yaml", "{ R: 5 }")),
    },
  ],
  ["a condition", { "svc/p.yaml": SWITCHED, "svc/q.yaml": stack(nested("p.yaml", '{ On: "no" }')) }],
  [
    "a stack of another environment",
    { "svc/p.yaml": stack(lambda("Careless")), "dev/q.yaml": stack(nested("../svc/p.yaml")) },
  ],
];

const HONEST: readonly [name: string, change: Files, base?: Files][] = [
  ["a module without a provider", { "svc/n/main.tf": SIZED, "svc/zz/main.tf": PROVIDER + caller("r = 5") }],
  [
    "a module with a provider that wants a value",
    {
      "svc/n/main.tf": PROVIDER + SIZED.replace("  default = -1\n", ""),
      "svc/zz/main.tf": PROVIDER + caller("r = 5"),
    },
  ],
  [
    "a template that wants values",
    {
      "svc/p.yaml": `Parameters: { R: { Type: Number }, E: { Type: String } }\n${stack("Orders: { Type: AWS::Lambda::Function, Properties: { FunctionName: !Sub '${E}-orders', ReservedConcurrentExecutions: !Ref R } }")}`,
      "svc/q.yaml": stack(nested("p.yaml", "{ R: 400, E: prod }")),
    },
  ],
  [
    "a caller by another name",
    { "svc/b/main.tf": PROVIDER + caller("r = 5").replace("../n", "../../mods/n"), "svc/a/main.tf": "" },
    {
      "svc/a/main.tf": PROVIDER + caller("r = 5").replace("../n", "../../mods/n"),
      "mods/n/main.tf": PROVIDER + SIZED,
    },
  ],
  [
    "a parent by another name",
    { "svc/z.yaml": stack(nested("p.yaml", "{ R: 5 }")), "svc/q.yaml": "" },
    {
      "svc/p.yaml": `Parameters: { R: { Type: Number, Default: 0 } }\n${stack(lambda("Orders", "!Ref R"))}`,
      "svc/q.yaml": stack(nested("p.yaml", "{ R: 5 }")),
    },
  ],
];

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

async function gate(base: Files, change: Files) {
  repository.commit({ ...BASE, ...base });
  repository.git("checkout", "--quiet", "-b", "change");
  for (const [path, text] of Object.entries(change)) repository.write(path, text);
  repository.git("add", "--all");
  repository.git("commit", "--quiet", "-m", "change");
  return callIn(repository.path, "run", "--base", "main");
}

describe("what only arguments tell is read", () => {
  const computed = TARGET.replaceAll('"lambda', '"${format("lam%s", "bda")}');
  const ofVariable = TARGET.replaceAll('"lambda', '"${var.ns}');
  const other = (text: string) =>
    text.replace('"${var.ns}"', "var.ns").replace("function:orders:live", "table/t");

  test.each<[string, Files, number]>([
    ["a computed namespace", { "svc/n/main.tf": PROVIDER + computed }, 1],
    [
      "a namespace of a var-file",
      {
        "svc/n/main.tf": `${PROVIDER}variable "ns" {}\n${ofVariable}`,
        "svc/n/terraform.tfvars": 'ns = "lambda"\n',
      },
      1,
    ],
    [
      "another service's",
      {
        "svc/n/main.tf": `${PROVIDER}variable "ns" {}\n${other(ofVariable)}`,
        "svc/n/terraform.tfvars": 'ns = "dynamodb"\n',
      },
      0,
    ],
    [
      "a service that isn't known",
      { "svc/n/main.tf": `${PROVIDER}variable "ns" {}\n${other(ofVariable)}` },
      0,
    ],
    [
      "a type of Cloud Control",
      {
        "svc/n/main.tf": `${PROVIDER}resource "aws_cloudcontrolapi_resource" "r" {\n  type_name = format("AWS::Lam%s::Function", "bda")\n}\n`,
      },
      1,
    ],
    [
      "another type of Cloud Control",
      {
        "svc/n/main.tf": `${PROVIDER}resource "aws_cloudcontrolapi_resource" "r" {\n  type_name = "AWS::ECS::Cluster"\n}\n`,
      },
      0,
    ],
    [
      "modules in comments",
      { "svc/n/main.tf": `${PROVIDER}/*\n${DESCRIBED.replace("worker", "lambda-worker")}*/\n` },
      0,
    ],
  ])("%s", async (_, change, expected) => {
    const { exitCode, out } = await gate({}, change);
    expect(exitCode, out).toBe(expected);
  });

  test("modules in a circle are told once", async () => {
    const call = (source: string) => `module "m" {\n  source = "${source}"\n}\n`;
    const { exitCode, out } = await gate(
      {},
      {
        "svc/n/main.tf": PROVIDER + call("../../mods/a"),
        "mods/a/main.tf": call("../b") + fn("careless"),
        "mods/b/main.tf": call("../a"),
      },
    );
    expect(exitCode).toBe(1);
    expect(out.match(/would call itself/g)).toHaveLength(1);
    expect(out.match(/No concurrency is reserved/g)).toHaveLength(1);
  });
});

describe("a caller that a change adds doesn't hide what the change adds", () => {
  test.each(HIDDEN)("%s", async (_, change, base = {}) => {
    const { exitCode, out } = await gate(base, change);
    expect(exitCode, out).toBe(1);
  });

  test.each(HONEST)("and is no trouble for %s", async (_, change, base = {}) => {
    const { exitCode, out } = await gate(base, change);
    expect(exitCode, out).toBe(0);
    expect(out).not.toMatch(/root of its own/);
  });
});
