import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { bundleAction, commandsIn, runStep, Workspace } from "./run-bundle.ts";

let bundle: Awaited<ReturnType<typeof bundleAction>>;
let workspace: Workspace;
beforeAll(async () => {
  bundle = await bundleAction();
});
afterEach(() => workspace.remove());

const UNRESERVED = `resource "aws_lambda_function" "pay" {
  function_name = "pay"
  role          = "arn:aws:iam::111122223333:role/pay"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}
`;
const RESERVED = UNRESERVED.replace("}\n", "  reserved_concurrent_executions = 50\n}\n");

function step(inputs: Record<string, string> = {}) {
  return runStep({ bundle: bundle.file, workspace, inputs });
}

describe("a step on a checkout", () => {
  test("with a violation annotates its line, tells it in the summary and fails", async () => {
    workspace = new Workspace({ "infra/main.tf": UNRESERVED });
    const { exitCode, stdout, outputs, summary } = await step();
    expect(exitCode).toBe(1);
    const errors = commandsIn(stdout).filter((line) => line.startsWith("::error "));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(
      /^::error file=infra\/main\.tf,line=1.*title=reserved-concurrency-required::.*aws_lambda_function\.pay/,
    );
    expect(outputs).toMatchObject({ findings: "1", errors: "1", warnings: "0", undetermined: "0", new: "" });
    expect(JSON.parse(outputs["available"] as string)).toEqual([
      expect.objectContaining({ available: { atLeast: 900, atMost: 900 } }),
    ]);
    expect(JSON.parse(readFileSync(outputs["report-file"] as string, "utf8")).findings).toHaveLength(1);
    expect(summary).toContain("### ❌ Lambda concurrency: 1 error (1 function in 1 root)");
    expect(summary).toContain("[`reserved-concurrency-required`](https://");
  });

  test("without one passes and says so", async () => {
    workspace = new Workspace({ "main.tf": RESERVED });
    const { exitCode, stdout, outputs, summary } = await step();
    expect(exitCode).toBe(0);
    expect(commandsIn(stdout).filter((line) => line.startsWith("::error"))).toEqual([]);
    expect(outputs).toMatchObject({ findings: "0", errors: "0" });
    expect(summary).toContain("✅ Lambda concurrency: nothing to report");
    expect(summary).toMatch(/\| `█+░+` \d+ of 900 \|/);
  });

  test("that never fails reports all the same", async () => {
    workspace = new Workspace({ "main.tf": UNRESERVED });
    const { exitCode, stdout } = await step({ "fail-on": "never", annotations: "false" });
    expect(exitCode).toBe(0);
    expect(commandsIn(stdout)).toEqual([]);
    expect(stdout).toContain("reserved-concurrency-required");
  });

  test("with more than ten of a level says with the tenth how many more there are", async () => {
    const many = Array.from({ length: 14 }, (_, index) =>
      UNRESERVED.replaceAll("pay", `pay${String(index).padStart(2, "0")}`),
    );
    workspace = new Workspace({ "main.tf": many.join("\n") });
    const { stdout } = await step();
    const errors = commandsIn(stdout).filter((line) => line.startsWith("::error "));
    expect(errors).toHaveLength(10);
    expect(errors[9]).toContain("5 more of this level");
  });

  test("reads nothing but the paths that it is given", async () => {
    workspace = new Workspace({ "a/main.tf": UNRESERVED, "b/main.tf": RESERVED });
    const { exitCode } = await step({ paths: "b\n" });
    expect(exitCode).toBe(0);
  });

  test("writes the JSON report where it is told, and not through a link of the checkout", async () => {
    workspace = new Workspace({ "main.tf": RESERVED });
    const outside = temporaryFolder("outside");
    mkdirSync(join(outside, "folder"));
    symlinkSync(join(outside, "folder"), join(workspace.path, "out"));
    const refused = await step({ "report-file": "out/report.json" });
    expect(refused.exitCode).toBe(2);
    expect(refused.stdout).toContain("leads through a link of the checkout");
    const { outputs } = await step({ "report-file": "reports/report.json" });
    expect(outputs["report-file"]).toBe("reports/report.json");
    expect(JSON.parse(workspace.read("reports/report.json")).schemaVersion).toBe(1);
  });
});

describe("a step that is called wrongly", () => {
  test("names every wrong input with what is allowed, and checks nothing", async () => {
    workspace = new Workspace({ "main.tf": UNRESERVED });
    const { exitCode, stdout, outputs } = await step({ "fail-on": "eror", checks: "yes" });
    expect(exitCode).toBe(2);
    expect(commandsIn(stdout)).toEqual([
      '::error title=Inputs::The input fail-on is one of error, warning, new, new-warning, never, not "eror". Did you mean error?',
      '::error title=Inputs::The input checks is true or false, not "yes".',
    ]);
    expect(outputs).toEqual({});
  });

  test("is told how a central policy is named when policy-from is given its path", async () => {
    workspace = new Workspace({ "main.tf": UNRESERVED });
    const { exitCode, stdout } = await step({ "policy-from": "../policies/policy.yml" });
    expect(exitCode).toBe(2);
    expect(commandsIn(stdout)).toEqual([
      '::error title=Inputs::The input policy-from is one of base, head, not "../policies/policy.yml". The policy file itself is named by the input policy, so: policy: ../policies/policy.yml. One outside of the checkout, or in a repository that the workflow checks out next to it, is used as it is.',
    ]);
  });

  test("says that a path doesn't exist", async () => {
    workspace = new Workspace({ "infra/main.tf": UNRESERVED });
    const { exitCode, stdout } = await step({ paths: "infar" });
    expect(exitCode).toBe(2);
    expect(stdout).toContain('There is no file or folder "infar".%0ADid you mean "infra"?');
  });

  test("annotates a mistake of the policy file at its line", async () => {
    workspace = new Workspace({ "main.tf": UNRESERVED, "policy.yml": "extends: recommended\nrulez: {}\n" });
    const { exitCode, stdout } = await step();
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/::error file=policy\.yml,line=2,.*rulez/);
  });
});
