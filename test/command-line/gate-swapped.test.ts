import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

const MODULE = `variable "size" { default = 50 }
resource "aws_lambda_function" "this" {
  function_name                  = "pay"
  reserved_concurrent_executions = var.size
}
`;
const call = (source: string) => `provider "aws" { region = "eu-west-1" }
module "pay" {
  source = "${source}"
}
`;
const nested = (url: string) => `Resources:
  Pay:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ${url} }
`;
const TEMPLATE = `Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties: { FunctionName: pay, ReservedConcurrentExecutions: 50 }
`;

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

const gate = () => callIn(repository.path, "run", "--base", "main", "--format", "json");

/** A change of some files of the base; null takes one away. */
function change(base: Record<string, string>, files: Record<string, string | null>): void {
  repository.commit(base);
  repository.git("checkout", "--quiet", "-b", "change");
  for (const [path, text] of Object.entries(files)) if (text === null) repository.git("rm", "--quiet", path);
  repository.commit(
    Object.fromEntries(Object.entries(files).filter((each): each is [string, string] => each[1] !== null)),
  );
}

describe("what held functions and can't be read any more fails the gate", () => {
  test.each([
    [
      "a module that is fetched now, under a name that says nothing",
      { "main.tf": call("./pay"), "pay/main.tf": MODULE },
      { "main.tf": call("git::https://git.example.com/acme/till.git"), "pay/main.tf": null },
    ],
    [
      "a module that is fetched now, while its folder stays",
      { "main.tf": call("./pay"), "pay/main.tf": MODULE },
      { "main.tf": call("git::https://git.example.com/acme/till.git") },
    ],
    [
      "a nested stack whose template is elsewhere now",
      { "parent.yaml": nested("pay.yaml"), "pay.yaml": TEMPLATE },
      { "parent.yaml": nested("https://templates.example.com/till.yaml"), "pay.yaml": null },
    ],
  ])("%s", async (_, base, files) => {
    change(base, files);
    const { exitCode, out } = await gate();
    const [finding] = JSON.parse(out).findings.filter(
      ({ ruleId }: { ruleId: string }) => ruleId === "infrastructure-read",
    );
    expect(finding).toMatchObject({ severity: "error", change: "new" });
    expect(finding.message).toContain("can't be read any more");
    expect(exitCode).toBe(1);
  });

  test("but not one that held none", async () => {
    change(
      { "main.tf": call("./pay"), "pay/main.tf": 'resource "aws_sqs_queue" "orders" {}\n' },
      { "main.tf": call("git::https://git.example.com/acme/till.git"), "pay/main.tf": null },
    );
    expect((await gate()).exitCode).toBe(0);
  });
});
