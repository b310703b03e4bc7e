import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const FUNCTION = 'resource "aws_lambda_function" "pay" {\n  function_name = "pay"\n}\n';

let top: string;

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), text);
  }
}

beforeEach(() => {
  top = temporaryFolder("place");
});

afterEach(() => rmSync(top, { recursive: true, force: true }));

describe("without git, a file is named from where the user stands", () => {
  it.each([
    ["below", ".", "infra", "infra/main.tf:1:1 error"],
    ["here", "infra", ".", "main.tf:1:1 error"],
    ["beside", "docs", "../infra", "../infra/main.tf:1:1 error"],
  ])("when it is %s", async (_, from, path, named) => {
    write({ "infra/main.tf": FUNCTION, "docs/a.md": "" });
    const { out } = await callIn(join(top, from), "run", path);
    expect(out.split("\n")[0]).toBe(`${named} reserved-concurrency-required`);
  });

  it("also in what is said of a file that is not whole, and of a policy that is refused", async () => {
    write({ "infra/main.tf": 'resource "aws_lambda_function" "pay" {\n  a = [\n}\n' });
    expect((await callIn(top, "run", "infra")).out).toContain("infra/main.tf:3:1 error infrastructure-read");
    write({ "infra/policy.yml": "rulez: {}\n" });
    expect((await callIn(top, "run", "infra")).err).toContain("infra/policy.yml:1:1: error:");
  });
});

it("names a file of a repository below where the user stands", async () => {
  new TestRepository(join(top, "shop")).write("infra/main.tf", FUNCTION);
  const { out } = await callIn(top, "run", "shop");
  expect(out.split("\n")[0]).toBe("shop/infra/main.tf:1:1 error reserved-concurrency-required");
});

describe("without git, the policy", () => {
  const OFF = "rules: { reserved-concurrency-required: off }\n";

  it("of the folder where the user stands holds for a folder below", async () => {
    write({ "policy.yml": OFF, "live/infra/main.tf": FUNCTION });
    const { out, err, exitCode } = await callIn(top, "run", "live/infra");
    expect({ err, exitCode }).toMatchObject({ err: "", exitCode: 0 });
    expect(out).not.toContain("There is no policy file");
  });

  it("that is nearer wins, and its patterns begin where it stands", async () => {
    const policy = "environments:\n  prod: { production: true, match: { paths: [infra/**] } }\n";
    write({ "policy.yml": OFF, "live/policy.yml": policy, "live/infra/main.tf": FUNCTION });
    const { out } = await callIn(top, "run", "live/infra");
    expect(out).toContain("for prod");
    expect(out).toContain("live/infra/main.tf:1:1 error reserved-concurrency-required");
  });

  it("above where the user stands is another's", async () => {
    write({ "policy.yml": OFF, "live/infra/main.tf": FUNCTION });
    const { out } = await callIn(join(top, "live"), "run", "infra");
    expect(out).toContain("There is no policy file");
  });
});

describe("without git, code of the folder where the user stands is read", () => {
  const MODULE =
    'variable "most" {}\nresource "aws_lambda_function" "this" {\n  reserved_concurrent_executions = var.most\n}\n';
  const ROOT = 'module "pay" {\n  source = "../../shared/function"\n  most   = 30\n}\n';

  it.each([
    ["without a policy", []],
    ["with one that is named", ["--policy", "deploy/policy.yml"]],
    ["with one that is found on the way", ["--all"]],
  ])("also above the path that is checked, %s", async (name, options) => {
    write({ "shared/function/main.tf": MODULE, "deploy/prod/main.tf": ROOT });
    if (name !== "without a policy") write({ "deploy/policy.yml": "extends: recommended\n" });
    const { out, exitCode } = await callIn(top, "run", "deploy/prod", ...options);
    expect(out).toMatch(/30 {2}module\.pay\.aws_lambda_function\.this/);
    expect(out).toContain("Read 1 root (1 Terraform)");
    expect(exitCode).toBe(0);
  });

  it("and beside it only what the paths have in common", async () => {
    write({ "docs/a.md": "", "shared/function/main.tf": MODULE, "deploy/prod/main.tf": ROOT });
    const { out } = await callIn(join(top, "docs"), "run", "../deploy/prod");
    expect(out).not.toContain("module.pay");
    expect((await callIn(join(top, "docs"), "run", "../deploy/prod", "../shared")).out).toContain(
      "module.pay",
    );
  });
});

it("says where to go on for a template of a CDK app that is named alone", async () => {
  write({
    "cdk.out/cdk.out": "{}",
    "cdk.out/manifest.json": '{ "version": "36.0.0", "artifacts": {} }',
    "cdk.out/Shop.template.json": '{ "Resources": { "Pay": { "Type": "AWS::Lambda::Function" } } }',
  });
  new TestRepository(top);
  const { out } = await callIn(top, "run", "cdk.out/Shop.template.json");
  expect(out).toContain("cdk.out/Shop.template.json was not checked: it is part of what cdk synth wrote");
  expect(out).toContain("policy run cdk.out");
  expect((await callIn(top, "run", ".")).out).not.toContain("was not checked");
});

it("counts a template once, though its stack has another name in each environment", async () => {
  write({
    "policy.yml":
      "environments:\n  prod: { production: true, cloudformation: { samconfig: prod } }\n  dev: { cloudformation: { samconfig: dev } }\n",
    "samconfig.toml":
      'version = 0.1\n[prod.deploy.parameters]\nstack_name = "pay-prod"\n[dev.deploy.parameters]\nstack_name = "pay-dev"\n',
    "template.yaml":
      "Transform: AWS::Serverless-2016-10-31\nResources:\n  Pay:\n    Type: AWS::Serverless::Function\n    Properties: { Runtime: nodejs22.x, Handler: index.handler, CodeUri: src }\n",
  });
  new TestRepository(top);
  expect((await callIn(top, "run", ".")).out).toContain("Read 1 root (1 SAM), for prod, dev.");
});
