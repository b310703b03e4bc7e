import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";

const POLICY = `
environments:
  prod: { production: true, account: "111122223333", regions: [eu-west-1] }
`;
const ALL = [
  "event-source-within-reserved",
  "provisioned-concurrency-allow-listed",
  "provisioned-concurrency-within-reserved",
];
const S3 = 'backend "s3" {\n    bucket = "states"\n    key = "fn.tfstate"\n  }';
const CONFIG = '{ bucket = "states", key = "fn.tfstate" }';

/** A root with a function that reserves 10, and what it says of it. @param kept where its state is kept */
const fn = (kept = S3, more = "") =>
  `
terraform {
  ${kept}
}
provider "aws" {
  region = "eu-west-1"
}
resource "aws_lambda_function" "pay" {
  role                           = "arn:aws:iam::111122223333:role/pay"
  publish                        = true
  reserved_concurrent_executions = 10
  ${more}
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.pay.function_name
  function_version = aws_lambda_function.pay.version
}
output "name" { value = aws_lambda_function.pay.function_name }
output "arn" { value = aws_lambda_function.pay.arn }
output "version" { value = aws_lambda_function.pay.version }
output "whole" { value = aws_lambda_function.pay }
output "alias_arn" { value = aws_lambda_alias.live.arn }
output "alias" { value = aws_lambda_alias.live.name }
output "all" { value = { pay = { arn = aws_lambda_function.pay.arn } } }
output "cap" { value = 0 }
`.replace(/output "(\w+)" \{ (.*) \}\n/g, 'output "$1" {\n  $2\n}\n');

/** A root that provisions 50 and lets a queue invoke 200 of what another root's outputs name. */
const warm = (
  name = "data.terraform_remote_state.fn.outputs.name",
  source = `backend = "s3"\n  config = ${CONFIG}`,
  qualifier = '"live"',
) => `
provider "aws" {
  region = "eu-west-1"
}
data "terraform_remote_state" "fn" {
  ${source}
}
resource "aws_lambda_provisioned_concurrency_config" "warm" {
  function_name                     = ${name}
  qualifier                         = ${qualifier}
  provisioned_concurrent_executions = 50
}
resource "aws_lambda_event_source_mapping" "feed" {
  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:orders"
  function_name    = ${name}
  scaling_config {
    maximum_concurrency = 200
  }
}
`;

async function run(files: Readonly<Record<string, string>>, policy = POLICY) {
  const checkout = new MemoryCheckout({ "policy.yml": policy, ...files });
  const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  return outcome.report;
}

async function rulesBroken(files: Readonly<Record<string, string>>, policy?: string): Promise<string[]> {
  const { findings } = await run(files, policy);
  const broken = findings.filter(({ verdict }) => verdict === "violation");
  return [...new Set(broken.map(({ ruleId }) => ruleId))].filter((id) => ALL.includes(id)).sort();
}

const outputs = "data.terraform_remote_state.fn.outputs";

describe("a function that another root's state holds", () => {
  it.each([
    ["its name", `${outputs}.name`],
    ["its ARN", `${outputs}.arn`],
    ["an index", `${outputs}["arn"]`],
    ["the function as a whole", `${outputs}.whole.arn`],
    ["an entry of an object", `${outputs}.all["pay"].arn`],
    ["an expression around it", `try(${outputs}.name, "none")`],
    ["a local value", "local.name"],
  ])("is the one that is declared there: %s", async (_, name) => {
    const local = `locals {\n  name = ${outputs}.name\n}\n`;
    expect(await rulesBroken({ "fn/main.tf": fn(), "feed/main.tf": warm(name) + local })).toEqual(ALL);
  });

  it.each([
    ["a deployed name", 'function_name = "pay"'],
    ["a name by prefix", 'function_name = "pay-${terraform.workspace}"'],
  ])("is so with %s", async (_, more) => {
    expect(await rulesBroken({ "fn/main.tf": fn(S3, more), "feed/main.tf": warm() })).toEqual(ALL);
  });

  it("may be asked for by the names of its alias and its version", async () => {
    for (const qualifier of [`${outputs}.alias`, `${outputs}.version`])
      expect(
        await rulesBroken({
          "fn/main.tf": fn(),
          "feed/main.tf": warm(`${outputs}.name`, undefined, qualifier),
        }),
      ).toEqual(ALL);
    const { model } = await run({ "fn/main.tf": fn(), "feed/main.tf": warm(`${outputs}.alias_arn`) });
    const [feed] = model.eventSources;
    expect(feed && model.aliasOf(feed)?.address).toBe("aws_lambda_alias.live");
    expect(feed && model.functionOf(feed)?.address).toBe("aws_lambda_function.pay");
  });

  it("is never taken for what has the same address in the root that asks", async () => {
    const own =
      'resource "aws_lambda_function" "pay" {\n  role = "arn:aws:iam::111122223333:role/pay"\n  reserved_concurrent_executions = 500\n}\n';
    expect(await rulesBroken({ "fn/main.tf": fn(), "feed/main.tf": warm() + own })).toEqual(ALL);
  });

  it("is silent where everything fits", async () => {
    const roomy = fn().replace("= 10", "= 500");
    const listed = `${POLICY}critical-paths:\n  - { function: "*", max-provisioned: 50, owner: pay, reason: slow }\n`;
    expect(await rulesBroken({ "fn/main.tf": roomy, "feed/main.tf": warm() }, listed)).toEqual([]);
  });

  it("may be handed on by a third root", async () => {
    const third = `terraform {\n  backend "s3" {\n    bucket = "states"\n    key = "third.tfstate"\n  }\n}\ndata "terraform_remote_state" "fn" {\n  backend = "s3"\n  config = ${CONFIG}\n}\noutput "name" {\n  value = ${outputs}.arn\n}\n`;
    const asked = 'backend = "s3"\n  config = { bucket = "states", key = "third.tfstate" }';
    expect(
      await rulesBroken({
        "fn/main.tf": fn(),
        "third/main.tf": third,
        "feed/main.tf": warm(undefined, asked),
      }),
    ).toEqual(ALL);
  });
});

describe("the state that another root reads", () => {
  const cloud = (workspaces: string) =>
    `cloud {\n    organization = "acme"\n    workspaces {\n      ${workspaces}\n    }\n  }`;
  const remote = (workspaces: string) =>
    `backend "remote" {\n    organization = "acme"\n    workspaces {\n      ${workspaces}\n    }\n  }`;
  const inWorkspace = (name: string) =>
    POLICY.replace("[eu-west-1]", `[eu-west-1], terraform: { workspace: ${name} }`);

  it.each([
    ["S3", S3, `backend = "s3"\n  config = ${CONFIG}`, POLICY],
    [
      "a key from a local value",
      S3,
      'backend = "s3"\n  config = { bucket = "states", key = "${"fn"}.tfstate", region = "eu-west-1" }',
      POLICY,
    ],
    [
      "S3 with a workspace",
      S3,
      `backend = "s3"\n  workspace = terraform.workspace\n  config = ${CONFIG}`,
      inWorkspace("live"),
    ],
    [
      "S3 with a workspace in the key",
      S3,
      'backend = "s3"\n  config = { bucket = "states", key = "env:/live/fn.tfstate" }',
      inWorkspace("live"),
    ],
    [
      "Google Cloud Storage",
      'backend "gcs" {\n    bucket = "states"\n    prefix = "fn"\n  }',
      'backend = "gcs"\n  config = { bucket = "states", prefix = "fn" }',
      POLICY,
    ],
    [
      "Azure",
      'backend "azurerm" {\n    storage_account_name = "a"\n    container_name = "c"\n    key = "k"\n  }',
      'backend = "azurerm"\n  config = { storage_account_name = "a", container_name = "c", key = "k" }',
      POLICY,
    ],
    [
      "a local path",
      'backend "local" {\n    path = "../states/fn.tfstate"\n  }',
      'backend = "local"\n  config = { path = "${path.module}/../states/fn.tfstate" }',
      POLICY,
    ],
    ["no backend at all", "", 'backend = "local"\n  config = { path = "../fn/terraform.tfstate" }', POLICY],
    [
      "HCP Terraform",
      cloud('name = "fn"'),
      'backend = "remote"\n  config = { organization = "acme", workspaces = { name = "fn" } }',
      POLICY,
    ],
    [
      "the remote backend",
      remote('name = "fn"'),
      'backend = "remote"\n  config = { organization = "acme", workspaces = { name = "fn" } }',
      POLICY,
    ],
    [
      "a prefix",
      remote('prefix = "fn-"'),
      'backend = "remote"\n  workspace = "live"\n  config = { organization = "acme", workspaces = { prefix = "fn-" } }',
      inWorkspace("live"),
    ],
    [
      "tags",
      cloud('tags = ["fn"]'),
      'backend = "remote"\n  config = { organization = "acme", workspaces = { name = "live" } }',
      inWorkspace("live"),
    ],
  ])("is told by its backend: %s", async (_, kept, asked, policy) => {
    const files = { "fn/main.tf": fn(kept), "feed/main.tf": warm(undefined, asked) };
    expect(await rulesBroken(files, policy)).toEqual(ALL);
  });

  it("may be read through the provider of HCP Terraform", async () => {
    const asked =
      warm("data.tfe_outputs.fn.values.name") +
      'data "tfe_outputs" "fn" {\n  organization = "acme"\n  workspace = "fn"\n}\n';
    expect(await rulesBroken({ "fn/main.tf": fn(cloud('name = "fn"')), "feed/main.tf": asked })).toEqual(ALL);
  });

  it.each([
    ["another key", S3, 'backend = "s3"\n  config = { bucket = "states", key = "other.tfstate" }'],
    ["another workspace", S3, `backend = "s3"\n  workspace = "dev"\n  config = ${CONFIG}`],
    [
      "a workspace that isn't given",
      S3,
      `backend = "s3"\n  workspace = terraform.workspace\n  config = ${CONFIG}`,
    ],
    [
      "a bucket that only the command gives",
      'backend "s3" {\n    key = "fn.tfstate"\n  }',
      `backend = "s3"\n  config = ${CONFIG}`,
    ],
    [
      "a bucket that isn't known",
      S3,
      'backend = "s3"\n  config = { bucket = var.bucket, key = "fn.tfstate" }',
    ],
    ["a backend of its own kind", S3, 'backend = "http"\n  config = { address = "https://example.com" }'],
  ])("is nobody's where that can't be told: %s", async (_, kept, asked) => {
    const { model } = await run({
      "fn/main.tf": fn(kept),
      "feed/main.tf": `${warm(undefined, asked)}variable "bucket" {}\n`,
    });
    const [feed] = model.eventSources;
    expect(feed && model.functionOf(feed)).toBeUndefined();
    expect(model.externalFunctions).toHaveLength(1);
  });

  it("is nobody's where two roots say that they keep it", async () => {
    const { model } = await run({ "fn/main.tf": fn(), "copy/main.tf": fn(), "feed/main.tf": warm() });
    expect(model.externalFunctions).toHaveLength(1);
    const [feed] = model.eventSources;
    expect(feed?.function.text).toMatchObject({
      because: expect.stringContaining("copy and fn both say that they keep it"),
    });
  });

  it("is that of the same environment", async () => {
    const policy = `
environments:
  prod: { production: true, account: "111122223333", regions: [eu-west-1], match: { paths: ["prod/**"] } }
  dev: { account: "111122223333", regions: [eu-west-1], match: { paths: ["dev/**"] } }
`;
    const files = { "dev/fn/main.tf": fn(), "prod/feed/main.tf": warm() };
    expect(await rulesBroken(files, policy)).toEqual([]);
    expect((await run(files, policy)).model.externalFunctions).toHaveLength(1);
  });

  it.each([
    ["none of them says one", /provider "aws" \{\n {2}region = "eu-west-1"\n\}\n/g, 2],
    ["both say the same", /none/g, 1],
  ])("is read in each region: %s", async (_, left, count) => {
    const policy = POLICY.replace("[eu-west-1]", "[us-east-1, eu-west-1]");
    const files = { "fn/main.tf": fn().replace(left, ""), "feed/main.tf": warm().replace(left, "") };
    const { model } = await run(files, policy);
    expect(model.eventSources).toHaveLength(count);
    for (const feed of model.eventSources) {
      const found = model.functionOf(feed);
      expect(found?.address).toBe("aws_lambda_function.pay");
      expect(found && model.deploymentOf(found).region).toMatchObject({
        value: (model.deploymentOf(feed).region as { value: string }).value,
      });
    }
  });

  it("is read in the region that the code of its root says", async () => {
    const policy = POLICY.replace("[eu-west-1]", "[us-east-1, eu-west-1]");
    const open = warm().replace(/provider "aws" \{\n {2}region = "eu-west-1"\n\}\n/, "");
    const { model } = await run({ "fn/main.tf": fn(), "feed/main.tf": open }, policy);
    expect(model.eventSources.map((feed) => model.functionOf(feed)?.address)).toEqual([
      "aws_lambda_function.pay",
      "aws_lambda_function.pay",
    ]);
  });
});

describe("a number that another root's state holds", () => {
  const limits = (value: string, more = "") =>
    `terraform {\n  ${S3}\n}\noutput "cap" {\n  value = ${value}\n}\n${more}`;
  const reserving = (value = `${outputs}.cap`) =>
    `provider "aws" {\n  region = "eu-west-1"\n}\ndata "terraform_remote_state" "fn" {\n  backend = "s3"\n  config = ${CONFIG}\n}\nresource "aws_lambda_function" "pay" {\n  function_name = "pay"\n  role = "arn:aws:iam::111122223333:role/pay"\n  reserved_concurrent_executions = ${value}\n}\n`;
  const reserved = async (files: Readonly<Record<string, string>>) =>
    (await run(files)).model.functions.find(({ address }) => address === "aws_lambda_function.pay")
      ?.reservedConcurrency;

  it("is known, at the literal that decides it", async () => {
    expect(await reserved({ "limits/main.tf": limits("950"), "fn/main.tf": reserving() })).toMatchObject({
      state: "known",
      value: 950,
      at: { file: "limits/main.tf", start: { line: 8 } },
    });
    const { findings } = await run({ "limits/main.tf": limits("0"), "fn/main.tf": reserving() });
    expect(findings.map(({ ruleId }) => ruleId)).toContain("reserved-concurrency-nonzero");
    const fine = await run({ "limits/main.tf": limits("5"), "fn/main.tf": reserving() });
    expect(fine.findings).toEqual([]);
  });

  it("follows the inputs of the root that says it", async () => {
    const files = {
      "limits/main.tf": limits("var.cap", 'variable "cap" {\n  default = 1\n}\n'),
      "limits/terraform.tfvars": "cap = 7\n",
      "fn/main.tf": reserving(),
    };
    expect(await reserved(files)).toMatchObject({ value: 7, at: { file: "limits/terraform.tfvars" } });
  });

  it("is unknown with what it depends on, and falls back where there is no such output", async () => {
    const open = limits("var.cap", 'variable "cap" {\n  type = number\n}\n');
    expect(await reserved({ "limits/main.tf": open, "fn/main.tf": reserving() })).toMatchObject({
      state: "unknown",
      because: expect.stringContaining("var.cap has no value in prod"),
    });
    const without = { "limits/main.tf": limits("3"), "fn/main.tf": reserving(`${outputs}.other`) };
    expect(await reserved(without)).toMatchObject({
      state: "unknown",
      because: expect.stringContaining("there is no output other in it"),
    });
  });

  it("ends where two roots read each other", async () => {
    const one = `terraform {\n  ${S3}\n}\ndata "terraform_remote_state" "two" {\n  backend = "local"\n  config = { path = "../fn/terraform.tfstate" }\n}\noutput "cap" {\n  value = data.terraform_remote_state.two.outputs.cap\n}\n`;
    const two = `${reserving()}output "cap" {\n  value = ${outputs}.cap\n}\n`;
    expect(await reserved({ "limits/main.tf": one, "fn/main.tf": two })).toMatchObject({
      state: "unknown",
      because: expect.stringContaining("refers to itself"),
    });
  });

  it("is not looked for through any number of roots", async () => {
    const files: Record<string, string> = { "fn/main.tf": reserving() };
    for (let index = 0; index < 400; index++)
      files[`r${index}/main.tf`] =
        `terraform {\n  backend "s3" {\n    bucket = "states"\n    key = "${index === 0 ? "fn" : `r${index}`}.tfstate"\n  }\n}\ndata "terraform_remote_state" "next" {\n  backend = "s3"\n  config = { bucket = "states", key = "r${index + 1}.tfstate" }\n}\noutput "cap" {\n  value = data.terraform_remote_state.next.outputs.cap\n}\n`;
    expect(await reserved(files)).toMatchObject({ state: "unknown" });
  });

  it("has conditions of its own", async () => {
    const asked = (name: string) => `variable "big" {\n  type = bool\n}\n${name}`;
    const { findings } = await run({
      "limits/main.tf": limits("var.big ? 20 : 5", asked("")),
      "fn/main.tf": asked(reserving(`var.big ? ${outputs}.cap : 10`)),
    });
    expect(findings.filter(({ verdict }) => verdict === "violation")).toEqual([]);
    const value = await reserved({
      "limits/main.tf": limits("var.big ? 20 : 5", asked("")),
      "fn/main.tf": asked(reserving(`var.big ? ${outputs}.cap : 10`)),
    });
    expect(value).toMatchObject({ alternatives: [{ value: 20 }, { value: 5 }, { value: 10 }] });
  });
});
