import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
  repository.commit({ "main.tf": fn("old") + fn("ship", 50) });
  repository.git("checkout", "--quiet", "-b", "change");
});
afterEach(() => repository.remove());

const policy = (...argv: string[]) => callIn(repository.path, ...argv);

describe("policy run --base", () => {
  test("tells what the branch changes, committed or not", async () => {
    repository.commit({ "main.tf": fn("old") + fn("ship", 80) });
    repository.write("new.tf", fn("mail"));
    const { exitCode, out } = await policy("run", "--base", "main");
    expect(exitCode).toBe(1);
    expect(out).toContain("Against the base: 1 new, 0 worse, 0 better, 0 fixed, 1 unchanged.");
    expect(out).toMatch(/^new\.tf:1:1 error \(new\) reserved-concurrency-required$/m);
    expect(out).toContain("  changed aws_lambda_function.ship (default): reserved 50 → 80, provisioned 0");
  });

  test("fails on what is new alone, unless --fail-on says otherwise", async () => {
    expect((await policy("run", "--base", "main")).exitCode).toBe(0);
    expect((await policy("run", "--base", "main", "--fail-on", "error")).exitCode).toBe(1);
    repository.write("new.tf", fn("mail"));
    expect((await policy("run", "--base", "main")).exitCode).toBe(1);
    expect((await policy("run", "--base", "main", "--fail-on", "new-warning")).exitCode).toBe(1);
    expect((await policy("run", "--base", "main", "--fail-on", "never")).exitCode).toBe(0);
  });

  test("wants a revision that there is, and --fail-on new a base", async () => {
    expect(await policy("run", "--base", "mian")).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('no revision "mian"'),
    });
    expect(await policy("run", "--fail-on", "new")).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining("--base origin/main"),
    });
  });
});
