import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { callIn } from "../../support/command-line.ts";
import { TestRepository } from "../../support/git-repository.ts";

test("no hook, command, program or module of a unit is ever run, and it is read all the same", async () => {
  const repository = new TestRepository();
  try {
    const mark = join(repository.path, "mark");
    const touch = `["touch", "${mark}"]`;
    repository.write(
      "live/pay/terragrunt.hcl",
      `locals {
  stage = run_cmd("touch", "${mark}")
}
terraform {
  source           = "../../modules/fn"
  before_hook "before" {
    commands = ["init", "plan", "apply"]
    execute  = ${touch}
  }
  after_hook "after" {
    commands     = ["terragrunt-read-config"]
    execute      = ${touch}
    run_on_error = true
  }
  error_hook "error" {
    commands  = ["plan"]
    execute   = ${touch}
    on_errors = [".*"]
  }
}
inputs = {
  reserved = 7
  name     = "pay-\${local.stage}"
}
`,
    );
    repository.write(
      "modules/fn/main.tf",
      `variable "reserved" {}
variable "name" {}
data "external" "mark" {
  program = ${touch}
}
resource "aws_lambda_function" "this" {
  function_name                  = var.name
  role                           = "arn:aws:iam::111122223333:role/x"
  reserved_concurrent_executions = var.reserved
  provisioner "local-exec" {
    command = "touch ${mark}"
  }
}
`,
    );
    repository.commit({ "README.md": "A unit.\n" });
    const { out } = await callIn(repository.path, "model", "--format", "json");
    const [deployment] = JSON.parse(out).deployments;
    expect(deployment).toMatchObject({ format: "terragrunt", root: "live/pay" });
    const [fn] = deployment.functions;
    expect(fn.reservedConcurrency).toMatchObject({ state: "known", value: 7 });
    expect(fn.name).toMatchObject({ state: "unknown", because: expect.stringContaining("runs a command") });
    expect(existsSync(mark)).toBe(false);
  } finally {
    repository.remove();
  }
});
