import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
  repository.commit({
    "policy.yml": "default-reserved: 10\n",
    "app/main.tf": fn("mail") + fn("ship", 50),
  });
});
afterEach(() => repository.remove());

const policy = (...argv: string[]) => callIn(repository.path, ...argv);
const text = () => readFileSync(join(repository.path, "app/main.tf"), "utf8");

describe("policy run --fix", () => {
  test("makes the edits, shows them as a patch, and checks what has come of it", async () => {
    const { exitCode, out } = await policy("run", "--fix");
    expect(exitCode).toBe(0);
    expect(text()).toContain("\n  reserved_concurrent_executions = 10\n}");
    expect(out).toContain("--- a/app/main.tf\n+++ b/app/main.tf\n");
    expect(out).toContain("Changed 1 file. What is left:");
    expect(out).toContain("nothing to report");
  });

  test("has nothing to do a second time", async () => {
    await policy("run", "--fix");
    const after = text();
    const { exitCode, out } = await policy("run", "--fix");
    expect(exitCode).toBe(0);
    expect(out).toContain("Nothing here can be fixed without a decision of yours.");
    expect(text()).toBe(after);
  });

  test("says what only people can decide", async () => {
    repository.write("policy.yml", "extends: recommended\n");
    const { exitCode, out } = await policy("run", "--fix");
    expect(exitCode).toBe(1);
    expect(out).toContain("Nothing here can be fixed without a decision of yours.");
    expect(out).toContain("reserved-concurrency-required");
  });

  test("does not go with --base", async () => {
    expect(await policy("run", "--fix", "--base", "main")).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining("make them two runs"),
    });
  });
});

describe("policy run --fix-dry-run", () => {
  test("writes nothing, and prints a patch that git applies to the same end", async () => {
    const before = text();
    const { exitCode, out } = await policy("run", "--fix-dry-run");
    expect(exitCode).toBe(0);
    expect(text()).toBe(before);
    expect(out).toContain("Would change 1 file; policy run --fix does.");
    repository.write("fix.patch", out.slice(0, out.indexOf("\nWould change")));
    execFileSync("git", ["apply", "fix.patch"], { cwd: repository.path });
    const patched = text();
    repository.write("app/main.tf", before);
    await policy("run", "--fix");
    expect(text()).toBe(patched);
  });

  test("keeps stdout for another form of output", async () => {
    const { out, err } = await policy("run", "--fix-dry-run", "--format", "json");
    expect(JSON.parse(out).summary.errors).toBe(0);
    expect(err).toContain("+++ b/app/main.tf");
  });

  test("says nothing of a program that is no text, in which it looks for calls of what is provisioned", async () => {
    repository.write("tools/run.js", "const aLambda = '\0';\n");
    repository.write(
      "app/alias.tf",
      `resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.f_ship.function_name
  function_version = "1"
}
resource "aws_lambda_provisioned_concurrency_config" "ship" {
  function_name                     = aws_lambda_alias.live.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 5
}
resource "aws_lambda_permission" "ship" {
  function_name = aws_lambda_alias.live.function_name
  qualifier     = aws_lambda_alias.live.name
}
`,
    );
    const { out } = await policy("run", "app", "--fix-dry-run", "--coverage");
    expect(out).toContain("Would change 1 file");
    expect(out).not.toContain("run.js");
  });
});
