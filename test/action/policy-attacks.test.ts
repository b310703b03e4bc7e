import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { TestRepository } from "../support/git-repository.ts";
import { fn, type PullRequest, pullRequest, pullRequestEvent } from "./pull-request.ts";
import { bundleAction, runStep } from "./run-bundle.ts";

/** Each makes a pull request that wants to get a function without a reservation through. */

const STRICT = "extends: recommended\n";
const LOOSE = "extends: recommended\nrules:\n  reserved-concurrency-required: off\n";
const WAIVED =
  "extends: recommended\nwaivers:\n  - { rule: reserved-concurrency-required, function: '*', owner: me, reason: mine, expires: 2099-01-01 }\n";

let bundle: Awaited<ReturnType<typeof bundleAction>>;
beforeAll(async () => {
  bundle = await bundleAction();
});

async function step(pull: Pick<PullRequest, "repository" | "event">, inputs: Record<string, string> = {}) {
  const result = await runStep({
    bundle: bundle.file,
    workspace: pull.repository,
    event: pull.event,
    inputs: { comment: "never", ...inputs },
  });
  pull.repository.remove();
  return result;
}

const REPORTED = "#### The policy changes";

describe("a pull request is judged by the base's policy, and told for the change of it, when it", () => {
  const base = { "policy.yml": "extends: ./rules/shared.yml\n", "rules/shared.yml": STRICT };
  test.each<[string, Record<string, string | null>]>([
    ["edits the policy", { "policy.yml": LOOSE }],
    ["waives its own finding", { "policy.yml": WAIVED }],
    ["edits what the policy extends", { "rules/shared.yml": LOOSE }],
    ["extends something else", { "policy.yml": "extends: ./rules/mine.yml\n", "rules/mine.yml": LOOSE }],
    ["deletes the policy", { "policy.yml": null }],
    ["moves the policy", { "policy.yml": null, ".github/policy.yml": LOOSE }],
    ["puts one nearer to the code", { "infra/policy.yml": LOOSE }],
    ["puts one nearer by the other name", { "infra/policy.yaml": LOOSE }],
    ["puts one by the better name beside it", { "lambda-concurrency-policy.yml": LOOSE }],
    ["puts one by the better name into .github", { ".github/lambda-concurrency-policy.yaml": LOOSE }],
    ["makes a folder of the policy", { "policy.yml": null, "policy.yml/x": LOOSE }],
  ])("%s", async (_, change) => {
    const pull = pullRequest(base, { ...change, "infra/main.tf": fn("a") });
    const { exitCode, outputs, summary } = await step(pull, { paths: "infra" });
    expect(exitCode).toBe(1);
    expect(outputs["errors"]).toBe("1");
    expect(summary).toContain(REPORTED);
  });
});

test("a pull request that loosens what the policy enforces fails, whatever its code is", async () => {
  const base = {
    "policy.yml": "extends: ./rules/shared.yml\n",
    "rules/shared.yml": "enforce: [reserved-concurrency-required]\n",
  };
  const loose = "extends: ./rules/shared.yml\nrules: { reserved-concurrency-required: off }\n";
  const pull = pullRequest(base, { "policy.yml": loose, "main.tf": fn("a", 1) });
  const { exitCode, stdout, summary } = await step(pull);
  expect(exitCode).toBe(2);
  expect(stdout).toContain("Severity of reserved-concurrency-required can't be off");
  expect(summary).toContain("Its own can't be used");
});

describe("a link", () => {
  test("in place of the policy doesn't count", async () => {
    const repository = new TestRepository();
    const first = repository.commit({ "policy.yml": STRICT, "main.tf": fn("old", 1) });
    repository.git("checkout", "--quiet", "-b", "change");
    repository.git("rm", "--quiet", "policy.yml");
    repository.write("loose.yml", LOOSE);
    symlinkSync("loose.yml", join(repository.path, "policy.yml"));
    const last = repository.commit({ "main.tf": fn("a") });
    const { exitCode, summary } = await step({ repository, event: pullRequestEvent(first, last) });
    expect(exitCode).toBe(1);
    expect(summary).toContain(REPORTED);
  });

  test("behind which the base has its policy is followed in the base alone", async () => {
    const repository = new TestRepository();
    repository.write("rules/real.yml", STRICT);
    symlinkSync("rules/real.yml", join(repository.path, "policy.yml"));
    const first = repository.commit({ "main.tf": fn("old", 1) });
    repository.git("checkout", "--quiet", "-b", "change");
    const last = repository.commit({ "rules/real.yml": LOOSE, "main.tf": fn("a") });
    const { exitCode, summary } = await step({ repository, event: pullRequestEvent(first, last) });
    expect(exitCode).toBe(1);
    expect(summary).toContain(REPORTED);
  });

  test("to a file outside of the checkout is no policy", async () => {
    const outside = new TestRepository();
    outside.write("loose.yml", LOOSE);
    const repository = new TestRepository();
    const first = repository.commit({ "main.tf": fn("old", 1) });
    repository.git("checkout", "--quiet", "-b", "change");
    symlinkSync(join(outside.path, "loose.yml"), join(repository.path, "policy.yml"));
    const last = repository.commit({ "main.tf": fn("a") });
    const { exitCode } = await step({ repository, event: pullRequestEvent(first, last) });
    expect(exitCode).not.toBe(0);
    outside.remove();
  });
});

describe("a policy that the workflow names", () => {
  test("is read in the base, although the head has the same file", async () => {
    const base = { "policies/strict.yml": STRICT };
    const pull = pullRequest(base, { "policies/strict.yml": LOOSE, "main.tf": fn("a") });
    const { exitCode, summary } = await step(pull, { policy: "policies/strict.yml" });
    expect(exitCode).toBe(1);
    expect(summary).toContain(REPORTED);
  });

  test("is not the head's because a folder of it is made a submodule", async () => {
    const pull = pullRequest({ "policies/strict.yml": STRICT }, { "main.tf": fn("a") });
    const inner = new TestRepository();
    inner.commit({ "strict.yml": LOOSE });
    const { repository } = pull;
    repository.git("checkout", "--quiet", "change");
    repository.git("rm", "--quiet", "-r", "policies");
    repository.git("clone", "--quiet", inner.path, "policies");
    repository.git("add", "policies");
    const last = repository.commit({
      ".gitmodules": '[submodule "policies"]\n\tpath = policies\n\turl = ./x\n',
    });
    const event = pullRequestEvent(pull.base, last);
    const { exitCode } = await step({ repository, event }, { policy: "policies/strict.yml" });
    expect(exitCode).toBe(1);
    inner.remove();
  });

  test("is not the head's because its folder is made a link to where the checkout is a repository", async () => {
    const pull = pullRequest({ "policies/strict.yml": STRICT }, { "main.tf": fn("a") });
    const { repository } = pull;
    repository.git("checkout", "--quiet", "change");
    repository.git("rm", "--quiet", "-r", "policies");
    symlinkSync(".", join(repository.path, "policies"));
    const last = repository.commit({ "strict.yml": LOOSE });
    const event = pullRequestEvent(pull.base, last);
    expect((await step({ repository, event }, { policy: "policies/strict.yml" })).exitCode).toBe(1);
  });

  test("in a submodule counts while the base has the same commit of it, and lets nothing through when it is moved", async () => {
    const inner = new TestRepository();
    inner.commit({ "policy.yml": STRICT });
    const repository = new TestRepository();
    repository.git("clone", "--quiet", inner.path, "central");
    const first = repository.commit({ "main.tf": fn("old", 1) });
    repository.git("checkout", "--quiet", "-b", "change");
    const second = repository.commit({ "main.tf": fn("a") });
    const run = (last: string) =>
      runStep({
        bundle: bundle.file,
        workspace: repository,
        event: pullRequestEvent(first, last),
        inputs: { comment: "never", policy: "central/policy.yml" },
      });
    expect((await run(second)).exitCode).toBe(1);
    new TestRepository(join(repository.path, "central")).commit({ "policy.yml": LOOSE });
    const third = repository.commit({ "x.txt": "" });
    const moved = await run(third);
    expect(moved.exitCode).toBe(2);
    expect(moved.stdout).toContain("The policy lies in central, which this change moves to another commit");
    repository.remove();
    inner.remove();
  });

  test("is not put outside of the checkout by making a submodule of the folder that is checked", async () => {
    const pull = pullRequest(
      { "policy.yml": STRICT, "infra/main.tf": fn("old", 1) },
      { "policy.yml": LOOSE },
    );
    const inner = new TestRepository();
    inner.commit({ "main.tf": fn("a") });
    const { repository } = pull;
    repository.git("checkout", "--quiet", "change");
    repository.git("rm", "--quiet", "-r", "infra");
    repository.git("clone", "--quiet", inner.path, "infra");
    const last = repository.commit({ "x.txt": "" });
    const event = pullRequestEvent(pull.base, last);
    const { exitCode, summary } = await step({ repository, event }, { paths: "infra", policy: "policy.yml" });
    expect(exitCode).toBe(1);
    expect(summary).toContain(REPORTED);
    inner.remove();
  });
});
