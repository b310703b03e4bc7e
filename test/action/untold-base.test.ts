import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { TestRepository } from "../support/git-repository.ts";
import { fn, pullRequestEvent } from "./pull-request.ts";
import { bundleAction, runStep } from "./run-bundle.ts";

const STRICT = "extends: recommended\n";
const LOOSE = "extends: recommended\nrules:\n  reserved-concurrency-required: off\n";
const main = "refs/heads/main";

let bundle: Awaited<ReturnType<typeof bundleAction>>;
let work: TestRepository;
let tip: string;
let head: string;
beforeAll(async () => {
  bundle = await bundleAction();
});
beforeEach(() => {
  work = new TestRepository();
  tip = work.commit({ "policy.yml": STRICT, "main.tf": fn("old", 1) });
  work.git("checkout", "--quiet", "-b", "change");
  head = work.commit({ "policy.yml": LOOSE, "new.tf": fn("new") });
});
afterEach(() => work.remove());

const step = (name: string, payload: object, environment: Record<string, string> = {}) =>
  runStep({ bundle: bundle.file, workspace: work, event: { name, payload }, environment });

describe("an event that says little is no way around the policy of the default branch", () => {
  test.each<[string, string, object, Record<string, string>]>([
    [
      "a run by hand from the default branch",
      "workflow_dispatch",
      { repository: { default_branch: "main" } },
      { GITHUB_REF: main },
    ],
    ["a run by hand without a repository", "workflow_dispatch", {}, {}],
    [
      "a schedule without a repository or a commit",
      "schedule",
      { schedule: "0 4 * * *" },
      { GITHUB_REF: main },
    ],
    ["a push without a repository", "push", { ref: "refs/heads/change" }, {}],
    ["a dispatch from elsewhere", "repository_dispatch", { client_payload: {} }, { GITHUB_REF: main }],
    ["an event that nobody has heard of", "moonrise", {}, {}],
  ])("%s", async (_, name, payload, environment) => {
    const { exitCode, stdout, outputs } = await step(name, payload, environment);
    expect(exitCode, stdout).toBe(1);
    expect(outputs).toMatchObject({ errors: "1", new: "1" });
  });

  test("a checkout of the default branch is judged by its policy, whatever a step has put over it", async () => {
    work.git("checkout", "--quiet", "main");
    for (const [path, text] of Object.entries({ "policy.yml": LOOSE, "new.tf": fn("new") }))
      work.write(path, text);
    const { exitCode, outputs } = await step(
      "workflow_run",
      { repository: { default_branch: "main" } },
      { GITHUB_REF: main, GITHUB_SHA: tip },
    );
    expect(exitCode).toBe(1);
    expect(outputs).toMatchObject({ errors: "1", new: "" });
  });

  test("and a default branch that is what its policy wants passes", async () => {
    work.git("checkout", "--quiet", "main");
    const { exitCode, stdout } = await step(
      "schedule",
      { schedule: "0 4 * * *" },
      { GITHUB_REF: main, GITHUB_SHA: tip },
    );
    expect(exitCode, stdout).toBe(0);
  });

  test("a clone with a server that doesn't say which branch is the default one fails", async () => {
    work.git("remote", "add", "origin", "./nowhere");
    const { exitCode, stdout } = await step("workflow_dispatch", {});
    expect(exitCode).toBe(2);
    expect(stdout).toContain(
      "The policy of the default branch can't be read: neither the event nor the clone says",
    );
  });
});

describe("a pull request fails, and is not let through,", () => {
  test.each<[string, (payload: { pull_request: Record<string, unknown> }) => void]>([
    ["whose payload has no base", ({ pull_request: pull }) => delete pull["base"]],
    ["whose base has no repository", ({ pull_request: pull }) => (pull["base"] = { sha: tip, repo: null })],
    ["whose number is a text", ({ pull_request: pull }) => (pull["number"] = "7")],
  ])("%s", async (_, spoil) => {
    const { payload } = pullRequestEvent(tip, head);
    spoil(payload as { pull_request: Record<string, unknown> });
    const { exitCode, stdout } = await step("pull_request", payload);
    expect(exitCode).toBe(2);
    expect(stdout).toContain("The payload of the event pull_request names no commit");
  });

  test.each(["pull_request", "pull_request_target", "merge_group"])(
    "where %s has checked out the base, or what the base was",
    async (name) => {
      work.git("checkout", "--quiet", "main");
      const next = work.commit({ "readme.md": "" });
      const { payload } = pullRequestEvent(next, head);
      const event = name === "merge_group" ? { merge_group: { base_sha: next, head_sha: head } } : payload;
      for (const commit of [next, tip]) {
        work.git("checkout", "--quiet", commit);
        const { exitCode, stdout } = await step(name, event);
        expect(exitCode, stdout).toBe(2);
        expect(stdout).toContain("The workspace holds the base, not the");
      }
    },
  );

  test("where pull_request_target has checked out what the base has become", async () => {
    work.git("checkout", "--quiet", "main");
    const later = work.commit({ "readme.md": "" });
    const { payload } = pullRequestEvent(tip, head, "pull_request_target");
    const base = await step("pull_request_target", payload, { GITHUB_SHA: later });
    expect(base.stdout).toContain("The workspace holds the base, not the pull request");
    const other = await step("pull_request_target", payload, { GITHUB_SHA: tip });
    expect(other.stdout).toContain("neither the pull request's last commit nor its merge");
    expect([base.exitCode, other.exitCode]).toEqual([2, 2]);
  });
});
