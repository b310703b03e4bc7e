import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

const PROVIDER = 'provider "aws" {\n  region = "us-east-1"\n}\n';
const BACKEND = 'terraform {\n  backend "s3" {}\n}\n';
const SOURCE = "terraform-aws-modules/lambda/aws";

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

/** Runs the gate on a change that adds some files, by force. */
async function gate(change: Readonly<Record<string, string>>, policy = "extends: recommended\n") {
  repository.commit({ "infra/main.tf": PROVIDER + fn("orders", 10), "policy.yml": policy });
  repository.git("checkout", "--quiet", "-b", "change");
  for (const [path, text] of Object.entries(change)) repository.write(path, text);
  repository.git("add", "--all", "--force");
  repository.git("commit", "--quiet", "-m", "change");
  return callIn(repository.path, "run", "--base", "main", "--coverage");
}

describe("what git tracks in .terraform is somebody's code", () => {
  test.each([
    [".terraform/live/main.tf", BACKEND],
    ["infra/.terraform/x/main.tf", ""],
    [".terraform/x.tf", ""],
    ["infra/.terraform/modules/x/main.tf", ""],
  ])("%s", async (path, more) => {
    const { exitCode, out } = await gate({ [path]: more + PROVIDER + fn("careless") });
    expect(exitCode, out).toBe(1);
    expect(out).toContain(`${path}:`);
  });

  test.each([".terraform/live/main.tf", "infra/.terraform/x/main.tf"])(
    "and passes as such: %s",
    async (path) => {
      const { exitCode, out } = await gate({ [path]: PROVIDER + fn("careful", 5) }, "extends: strict\n");
      expect(exitCode, out).toBe(0);
    },
  );
});

describe("a module that terraform init has put there for a call", () => {
  const call = `module "fn" {\n  source  = "${SOURCE}"\n  version = "8.0.0"\n  function_name = "called"\n  reserved_concurrent_executions = 5\n}\n`;
  const manifest = (name: string) =>
    JSON.stringify({
      Modules: [{ Key: name, Source: `registry.terraform.io/${SOURCE}`, Dir: ".terraform/modules/fn" }],
    });
  const installed = (name: string, text: string) => ({
    "infra/extra.tf": call,
    "infra/.terraform/modules/modules.json": manifest(name),
    "infra/.terraform/modules/fn/main.tf": text,
    "infra/.terraform/modules/fn/examples/simple/main.tf": `${PROVIDER}module "x" {\n  source = "../../"\n}\n`,
  });
  const MODULE = `variable "function_name" {}\n${fn("this")}`;

  it("is judged by the call, and named where the call is", async () => {
    const { exitCode, out } = await gate(installed("fn", MODULE), "extends: strict\n");
    expect(exitCode, out).toBe(0);
    expect(out).toContain("git tracks what terraform init puts here");
  });

  it("is a root where it keeps a state of its own", async () => {
    const { exitCode, out } = await gate(installed("fn", BACKEND + PROVIDER + fn("careless")));
    expect(exitCode, out).toBe(1);
  });

  it("is code like any other where nothing calls it", async () => {
    const { exitCode, out } = await gate(installed("other", PROVIDER + fn("careless")));
    expect(exitCode, out).toBe(1);
  });
});
