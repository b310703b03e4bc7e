const times = (n, make) => Array.from({ length: n }, (_, i) => make(i));
const numbers = (n) =>
  `flatten([for i in range(${Math.ceil(n / 100)}) : [for j in range(100) : i * 100 + j]])`;
const objects = (n) => `locals {\n  objs = [for i in ${numbers(n)} : { a = i, b = "b\${i}" }]\n}\n`;
const capped = (condition) =>
  `resource "aws_lambda_function" "f" {\n  function_name                  = "f"\n  reserved_concurrent_executions = ${condition} ? 1 : 2\n}\n`;
const FUNCTION = "  function_name                  = each.key\n  reserved_concurrent_executions = 1\n";
const keys = (n) => `locals {\n  keys = toset([for i in ${numbers(n)} : "fn-\${i}"])\n}\n`;

/** Inputs that grow in one way each, with the least size that takes about half a second. */
export const growthShapes = {
  "for-each": {
    size: 2_000,
    files: (n) => [
      [
        "main.tf",
        `${keys(n)}resource "aws_lambda_function" "f" {\n  for_each = local.keys\n${FUNCTION}}\nresource "aws_lambda_alias" "live" {\n  for_each         = local.keys\n  name             = "live"\n  function_name    = aws_lambda_function.f[each.key].function_name\n  function_version = aws_lambda_function.f[each.key].version\n}\n`,
      ],
    ],
  },
  count: {
    size: 2_000,
    files: (n) => [
      [
        "main.tf",
        `resource "aws_lambda_function" "f" {\n  count         = ${n}\n  function_name = "f\${count.index}"\n}\nresource "aws_lambda_alias" "live" {\n  count            = ${n}\n  name             = "live"\n  function_name    = aws_lambda_function.f[count.index].function_name\n  function_version = "1"\n}\n`,
      ],
    ],
  },
  modules: {
    size: 1_000,
    files: (n) => [
      [
        "main.tf",
        `${keys(n)}module "fn" {\n  source   = "./fn"\n  for_each = local.keys\n  name     = each.key\n}\nresource "aws_lambda_event_source_mapping" "m" {\n  for_each         = local.keys\n  function_name    = module.fn[each.key].arn\n  event_source_arn = "arn:aws:sqs:us-east-1:111122223333:q"\n}\n`,
      ],
      [
        "fn/main.tf",
        'variable "name" {}\nresource "aws_lambda_function" "f" {\n  function_name = var.name\n}\noutput "arn" {\n  value = aws_lambda_function.f.arn\n}\n',
      ],
    ],
  },
  "findings-in-one-template": {
    size: 4_000,
    files: (n) => [
      [
        "template.json",
        JSON.stringify({
          Resources: Object.fromEntries(times(n, (i) => [`F${i}`, { Type: "AWS::Lambda::Function" }])),
        }),
      ],
    ],
  },
  templates: {
    size: 400,
    files: (n) =>
      times(n, (i) => [
        `services/s${i}/template.yaml`,
        `Resources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties:\n      FunctionName: fn-${i}\n`,
      ]),
  },
  plan: {
    size: 1_000,
    files: (n) => [
      [
        "plan.json",
        JSON.stringify({
          format_version: "1.2",
          terraform_version: "1.11.4",
          planned_values: {
            root_module: {
              resources: times(n, (i) => ({
                ...{
                  address: `aws_lambda_function.f${i}`,
                  mode: "managed",
                  type: "aws_lambda_function",
                  name: `f${i}`,
                },
                values: { function_name: `f${i}`, description: "x".repeat(4_000) },
              })),
            },
          },
        }),
      ],
    ],
  },
  distinct: {
    size: 4_000,
    files: (n) => [["main.tf", objects(n) + capped(`length(distinct(local.objs)) == ${n}`)]],
  },
  setsubtract: {
    size: 4_000,
    files: (n) => [
      ["main.tf", objects(n) + capped("length(setsubtract(local.objs, slice(local.objs, 0, 100))) > 0")],
    ],
  },
  "syntax-errors": {
    size: 20_000,
    files: (n) => [
      ["main.tf", `${'resource "x" "y" { a = }\n'.repeat(n)}resource "aws_lambda_function" "f" {}\n`],
    ],
  },
  "heredoc-lines": {
    size: 40_000,
    files: (n) => [
      [
        "main.tf",
        `locals {\n  a = <<-E\n${"    x\n".repeat(n)}  E\n}\nresource "aws_lambda_function" "f" {}\n`,
      ],
    ],
  },
  environments: {
    size: 100,
    files: (n) => [
      [
        "policy.yml",
        `environments:\n${times(n, (i) => `  e${i}: { account: "${111122223333 + i}", production: true }\n`).join("")}`,
      ],
      ...times(20, (i) => [
        `r${i}/main.tf`,
        `resource "aws_lambda_function" "f" {\n  function_name = "f${i}"\n}\n`,
      ]),
    ],
  },
  "pulumi-resources": {
    size: 2_000,
    files: (n) => [["stack.json", stackOfPulumi(n)]],
  },
  "terragrunt-units": {
    size: 200,
    files: (n) => [
      [
        "module/main.tf",
        `variable "name" {}\nvariable "before" { default = "" }\nresource "aws_lambda_function" "f" {\n  function_name = var.name\n}\noutput "arn" {\n  value = aws_lambda_function.f.arn\n}\n`,
      ],
      ...times(n, (i) => [
        `units/u${i}/terragrunt.hcl`,
        `terraform {\n  source = "../../module"\n}\n${i % 10 === 0 ? "" : `dependency "before" {\n  config_path = "../u${i - 1}"\n}\n`}inputs = {\n  name = "u${i}"\n${i % 10 === 0 ? "" : "  before = dependency.before.outputs.arn\n"}}\n`,
      ]),
    ],
  },
  aliases: {
    size: 700,
    files: (n) => [["template.json", templateOf(n, aliasOf)]],
  },
  "event-sources": {
    size: 1_500,
    files: (n) => [["template.json", templateOf(n, sourceOf)]],
  },
  waivers: {
    size: 1_000,
    files: (n) => [
      [
        "policy.yml",
        `environments: { prod: { production: true } }\nwaivers:\n${times(n, (i) => `  - { rule: reserved-concurrency-required, function: "f${i}", owner: a, reason: b, expires: 2099-01-01 }\n`).join("")}`,
      ],
      ["template.json", templateOf(n, () => ({}))],
    ],
  },
  "findings-of-environments": {
    size: 50,
    files: (n) => [
      [
        "policy.yml",
        `environments:\n${times(n, (i) => `  e${i}: { account: "${111122223333 + i}", production: true }\n`).join("")}`,
      ],
      ["template.json", templateOf(100, () => ({}))],
    ],
  },
  claims: {
    size: 10_000,
    command: ["estate", "claims.ndjson", "--format", "json"],
    files: (n) => [["claims.ndjson", times(n, claimOf).join("\n")]],
  },
};

function stackOfPulumi(n) {
  const type = "aws:lambda/function:Function";
  const resources = times(n, (i) => ({
    ...{ urn: `urn:pulumi:prod::shop::${type}::f${i}`, type, custom: true, id: `f${i}` },
    ...{ inputs: { name: `f${i}` }, outputs: { name: `f${i}` } },
    ...(i > 0 ? { dependencies: [`urn:pulumi:prod::shop::${type}::f${i - 1}`] } : {}),
  }));
  const stack = { urn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod", type: "pulumi:pulumi:Stack" };
  return JSON.stringify({ version: 3, deployment: { resources: [stack, ...resources] } });
}

/** A template with so many functions, and what belongs to each. */
function templateOf(n, beside) {
  const each = times(n, (i) => ({
    [`F${i}`]: { Type: "AWS::Lambda::Function", Properties: { FunctionName: `f${i}` } },
    ...beside(i),
  }));
  return JSON.stringify({ Resources: Object.assign({}, ...each) });
}

function aliasOf(i) {
  const [FunctionName, FunctionVersion] = [{ Ref: `F${i}` }, { "Fn::GetAtt": [`V${i}`, "Version"] }];
  const ProvisionedConcurrencyConfig = { ProvisionedConcurrentExecutions: 1 };
  return {
    [`V${i}`]: { Type: "AWS::Lambda::Version", Properties: { FunctionName } },
    [`A${i}`]: {
      Type: "AWS::Lambda::Alias",
      Properties: { FunctionName, FunctionVersion, Name: "live", ProvisionedConcurrencyConfig },
    },
  };
}

function sourceOf(i) {
  const EventSourceArn = `arn:aws:sqs:us-east-1:111122223333:q${i}`;
  return {
    [`S${i}`]: {
      Type: "AWS::Lambda::EventSourceMapping",
      Properties: { FunctionName: { Ref: `F${i}` }, EventSourceArn },
    },
  };
}

function claimOf(i) {
  const one = { atLeast: 1, atMost: 1 };
  return JSON.stringify({
    ...{ schemaVersion: 1, repository: `acme/r${i % 100}`, commit: null, exportedAt: "2026-06-14T05:10:00Z" },
    ...{ account: "111122223333", region: "eu-west-1", environment: "prod", production: true, root: "." },
    ...{ address: `f${i}`, function: `f${i}`, reserved: one, provisioned: { atLeast: 0, atMost: 0 } },
    ...{ takes: one, criticalPath: false, monthlyUsd: 0 },
  });
}
