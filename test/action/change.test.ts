import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { TestRepository } from "../support/git-repository.ts";
import { fn, type PullRequest, pullRequest, pullRequestEvent } from "./pull-request.ts";
import { bundleAction, commandsIn, runStep } from "./run-bundle.ts";

let bundle: Awaited<ReturnType<typeof bundleAction>>;
let open: { repository: TestRepository };
beforeAll(async () => {
  bundle = await bundleAction();
});
afterEach(() => open.repository.remove());

function step(pull: Pick<PullRequest, "repository" | "event">, inputs: Record<string, string> = {}) {
  open = pull;
  return runStep({
    bundle: bundle.file,
    workspace: pull.repository,
    event: pull.event,
    inputs: { comment: "never", ...inputs },
  });
}

const errorsIn = (stdout: string) => commandsIn(stdout).filter((line) => line.startsWith("::error "));

describe("a pull request", () => {
  test("is told as a change: what it adds, removes and moves", async () => {
    const pull = pullRequest(
      { "main.tf": fn("old") + fn("ship", 50), "gone.tf": fn("gone", 5) },
      { "main.tf": fn("old") + fn("ship", 80) + fn("mail"), "gone.tf": null },
    );
    const { exitCode, stdout, outputs, summary } = await step(pull);
    expect(exitCode).toBe(1);
    expect(outputs).toMatchObject({ findings: "2", new: "1", fixed: "0" });
    expect(errorsIn(stdout)).toEqual([expect.stringContaining("aws_lambda_function.mail")]);
    const notices = commandsIn(stdout).filter((line) => line.startsWith("::notice "));
    expect(notices).toContainEqual(expect.stringContaining("aws_lambda_function.old"));
    expect(summary).toContain("1 new; 2 errors in all (3 functions in 1 root)");
    expect(summary).toMatch(/\.ship`<.*\| changed \| 50 → \*\*80\*\*/);
    expect(summary).toMatch(/\.mail`<.*\| added \| – → \*\*none\*\*/);
    expect(summary).toMatch(/\.gone`<.*\| removed \| 5 → \*\*–\*\*/);
    expect(summary).toMatch(/\| 55 → \*\*80\*\* \|/);
    expect(summary).toContain(`https://github.com/acme/shop/blob/${pull.head}/main.tf#L`);
  });

  test("that adds nothing wrong passes with fail-on new, whatever the base has", async () => {
    const pull = pullRequest(
      { "main.tf": fn("old") + fn("fixed") },
      { "main.tf": fn("old") + fn("fixed", 5) },
    );
    const { exitCode, outputs, summary } = await step(pull, { "fail-on": "new" });
    expect(exitCode).toBe(0);
    expect(outputs).toMatchObject({ findings: "1", new: "0", fixed: "1" });
    expect(summary).toContain("<summary>Fixed (1)</summary>");
  });

  test("that adds something wrong fails with fail-on new", async () => {
    const pull = pullRequest({ "main.tf": fn("old") }, { "new.tf": fn("new") });
    expect((await step(pull, { "fail-on": "new" })).exitCode).toBe(1);
  });

  test("that makes a finding worse fails with fail-on new", async () => {
    // 850 of the 900 that can be reserved is a warning, 950 is an error of the same rule.
    const pull = pullRequest({ "main.tf": fn("big", 850) }, { "main.tf": fn("big", 950) });
    const { exitCode, outputs } = await step(pull, { "fail-on": "new" });
    expect(outputs).toMatchObject({ new: "0", worse: "1", fixed: "0" });
    expect(exitCode).toBe(1);
  });

  test("isn't charged with what the base has got since", async () => {
    const pull = pullRequest(
      { "main.tf": fn("a", 1) },
      { "b.tf": fn("b", 1) },
      { "theirs.tf": fn("theirs") },
    );
    const { outputs, summary } = await step(pull, { "fail-on": "new" });
    expect(outputs).toMatchObject({ findings: "1", new: "0" });
    expect(summary).toContain("#### 1 function changes");
  });

  test("checked out at its own head is held against where it parted from the base", async () => {
    const pull = pullRequest(
      { "main.tf": fn("a", 1) },
      { "b.tf": fn("b") },
      { "theirs.tf": fn("theirs", 3) },
    );
    pull.repository.git("checkout", "--quiet", pull.head);
    const { outputs, summary } = await step({ ...pull, event: pullRequestEvent(pull.base, pull.head) });
    expect(outputs).toMatchObject({ findings: "1", new: "1" });
    expect(summary).not.toContain("theirs");
  });

  test("of which the workspace holds the base only fails and says what to check out", async () => {
    const pull = pullRequest({ "main.tf": fn("a", 1) }, { "b.tf": fn("b") });
    pull.repository.git("checkout", "--quiet", pull.base);
    const event = pullRequestEvent(pull.base, pull.head, "pull_request_target");
    const { exitCode, stdout } = await step({ ...pull, event });
    expect(exitCode).toBe(2);
    expect(stdout).toContain("::The workspace holds the base, not the pull request");
    expect(stdout).toContain("refs/pull/7/merge");
  });
});

test("what the workflow itself has made has no base, which is said", async () => {
  const pull = pullRequest({ ".gitignore": "made/\n", "main.tf": fn("a", 1) }, { "b.tf": fn("b", 1) });
  pull.repository.write("made/main.tf", fn("made"));
  const { exitCode, stdout } = await step(pull, { paths: ".\nmade", "fail-on": "new" });
  expect(exitCode).toBe(1);
  expect(stdout).toContain("::There is nothing to compare made with");
});

describe("other events", () => {
  test("a merge queue compares with its base and needs no pull request", async () => {
    const pull = pullRequest({ "main.tf": fn("a") }, { "b.tf": fn("b") });
    const payload = {
      merge_group: { base_sha: pull.base, head_sha: pull.repository.git("rev-parse", "HEAD") },
    };
    const { exitCode, outputs } = await step({ ...pull, event: { name: "merge_group", payload } });
    expect(exitCode).toBe(1);
    expect(outputs).toMatchObject({ findings: "2", new: "1" });
  });

  test("a push compares with the commit before, and a new branch with none", async () => {
    const repository = new TestRepository();
    const before = repository.commit({ "main.tf": fn("a") });
    const after = repository.commit({ "b.tf": fn("b") });
    const push = await step({ repository, event: { name: "push", payload: { before, after } } });
    expect(push.outputs).toMatchObject({ findings: "2", new: "1" });
    const zeros = "0".repeat(40);
    const branch = await step({ repository, event: { name: "push", payload: { before: zeros, after } } });
    expect(branch.outputs).toMatchObject({ findings: "2", new: "" });
    expect(commandsIn(branch.stdout).filter((line) => line.startsWith("::warning"))).toEqual([]);
  });
});

describe("the policy of a pull request", () => {
  const STRICT = "extends: recommended\n";
  const LOOSE = "extends: recommended\nrules:\n  reserved-concurrency-required: off\n";

  test("can't loosen its own gate, and is told for what it would change", async () => {
    const pull = pullRequest(
      { "policy.yml": STRICT, "main.tf": fn("a", 1) },
      { "policy.yml": LOOSE, "main.tf": fn("a") },
    );
    const judged = await step(pull);
    expect(judged.exitCode).toBe(1);
    expect(judged.summary).toContain("finds 0 more and 1 fewer");
    expect((await step(pull, { "policy-from": "head" })).exitCode).toBe(0);
  });

  test("counts for nothing when it is deleted, moved in front of the base's, or loosened in a file that it extends", async () => {
    const base = { ".github/policy.yml": "extends: ./shared.yml\n", ".github/shared.yml": STRICT };
    const changes = [
      { ".github/policy.yml": null },
      { "policy.yml": LOOSE },
      { "infra/policy.yml": LOOSE },
      { ".github/shared.yml": LOOSE },
    ];
    for (const change of changes) {
      const pull = pullRequest(base, { ...change, "infra/main.tf": fn("a") });
      const { exitCode, summary } = await step(pull, { paths: "infra" });
      expect(exitCode, JSON.stringify(change)).toBe(1);
      expect(summary).toContain("#### The policy changes");
      pull.repository.remove();
    }
  });

  test("is used where the base has none, which is said", async () => {
    const pull = pullRequest({ "main.tf": fn("a") }, { "policy.yml": LOOSE });
    const { exitCode, summary } = await step(pull);
    expect(exitCode).toBe(0);
    expect(summary).toContain(
      "The base has neither a policy nor a workflow with this check, so policy.yml of this change is used.",
    );
  });

  test("fails the step when it can't be used, although the base's judges", async () => {
    const pull = pullRequest(
      { "policy.yml": STRICT, "main.tf": fn("a", 1) },
      { "policy.yml": "rulez: {}\n" },
    );
    const { exitCode, stdout, summary } = await step(pull);
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/::error file=policy\.yml,line=1,/);
    expect(summary).toContain("Its own can&#39;t be used".replace("&#39;", "'"));
  });

  test("extends a central one from another repository in the workspace, as docs/policy-file.md shows it", async () => {
    const central = {
      "policy.yml": "extends: strict\nrules: { reserved-concurrency-in-range: { max: 10 } }\n",
    };
    for (const [reserved, expected] of [
      [5, 0],
      [50, 1],
    ] as const) {
      const pull = pullRequest(
        { "policy.yml": "extends: ./central/policy.yml\n", "main.tf": fn("a", 1) },
        { "b.tf": fn("b", reserved), "policy.yml": "extends: recommended\n" },
      );
      new TestRepository(`${pull.repository.path}/central`).commit(central);
      expect((await step(pull)).exitCode).toBe(expected);
    }
  });

  test("is a central one from another repository in the workspace", async () => {
    const pull = pullRequest({ "policy.yml": LOOSE, "main.tf": fn("a") }, { "b.tf": fn("b") });
    const central = new TestRepository(`${pull.repository.path}/central`);
    central.commit({ "policy.yml": STRICT });
    const { exitCode } = await step(pull, { policy: "central/policy.yml" });
    expect(exitCode).toBe(1);
  });

  test.each(["base", "head"])(
    "is a central one outside of the checkout, with policy-from: %s",
    async (side) => {
      const pull = pullRequest({ "policy.yml": LOOSE, "main.tf": fn("a") }, { "b.tf": fn("b") });
      const central = new TestRepository();
      central.commit({ "policy.yml": STRICT });
      const { exitCode } = await step(pull, { policy: `${central.path}/policy.yml`, "policy-from": side });
      central.remove();
      expect(exitCode).toBe(1);
    },
  );
});
