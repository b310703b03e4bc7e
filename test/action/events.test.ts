import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { TestRepository } from "../support/git-repository.ts";
import { GitHubServer } from "../support/github/server.ts";
import { fn, type PullRequest, pullRequest, pullRequestEvent } from "./pull-request.ts";
import { bundleAction, commandsIn, runStep } from "./run-bundle.ts";

let bundle: Awaited<ReturnType<typeof bundleAction>>;
let server: GitHubServer;
let pull: PullRequest;
beforeAll(async () => {
  bundle = await bundleAction();
  pull = pullRequest({ "main.tf": fn("old") }, { "new.tf": fn("new") });
});
afterAll(() => {
  pull.repository.remove();
});
beforeEach(async () => {
  server = await GitHubServer.start();
});
afterEach(() => server.stop());

const READS_ONLY = { status: 403, message: "Resource not accessible by integration" };

interface Scenario {
  event: () => { name: string; payload: unknown };
  /** A token of a fork or of Dependabot. */
  readsOnly?: true;
  actor?: string;
  /** What is new against the base; empty without one. */
  fresh: string;
  /** How the API is asked to change something. */
  writes: string[];
  /** The warnings and notices about what could not be done. */
  said: RegExp[];
}

const head = () => pull.repository.git("rev-parse", "HEAD");
const WRITES = ["POST /repos/acme/shop/issues/7/comments", "POST /repos/acme/shop/check-runs"];

const SCENARIOS: Record<string, Scenario> = {
  "a pull request of the same repository": {
    event: () => pull.event,
    fresh: "1",
    writes: WRITES,
    said: [],
  },
  "a pull request from a fork": {
    event: () => pullRequestEvent(pull.base, pull.head, "pull_request", "mallory/shop"),
    readsOnly: true,
    fresh: "1",
    writes: WRITES,
    said: [/^::notice::The comment .* from a fork/, /^::notice::The check run .* from a fork/],
  },
  "a pull request of Dependabot": {
    event: () => pull.event,
    readsOnly: true,
    actor: "dependabot[bot]",
    fresh: "1",
    writes: WRITES,
    said: [/^::notice::The comment .*Dependabot/, /^::notice::The check run .*Dependabot/],
  },
  "pull_request_target, with the merge checked out": {
    event: () => pullRequestEvent(pull.base, pull.head, "pull_request_target", "mallory/shop"),
    fresh: "1",
    writes: WRITES,
    said: [],
  },
  "a merge group": {
    event: () => ({
      name: "merge_group",
      payload: { action: "checks_requested", merge_group: { base_sha: pull.base, head_sha: head() } },
    }),
    fresh: "1",
    writes: [WRITES[1] as string],
    said: [],
  },
  "a push": {
    event: () => ({ name: "push", payload: { before: pull.base, after: head(), ref: "refs/heads/main" } }),
    fresh: "1",
    writes: [WRITES[1] as string],
    said: [],
  },
  "a schedule": {
    event: () => ({ name: "schedule", payload: { schedule: "0 4 * * *" } }),
    fresh: "",
    writes: [WRITES[1] as string],
    said: [],
  },
  "a run by hand": {
    event: () => ({ name: "workflow_dispatch", payload: { inputs: null, ref: "refs/heads/main" } }),
    fresh: "",
    writes: [WRITES[1] as string],
    said: [],
  },
};

describe("a run that is about what isn't on the default branch is judged by the default branch's policy", () => {
  const LOOSE = "extends: recommended\nrules:\n  reserved-concurrency-required: off\n";
  const repository = { default_branch: "main" };
  const branch = (name: string) => `refs/heads/${name}`;
  /** Each checks out the change, which loosens the policy. */
  const ABOUT_A_CHANGE: Record<
    string,
    { payload: object; ref: (tip: string, change: string) => Record<string, string> }
  > = {
    push: {
      payload: { repository, ref: branch("change") },
      ref: (_, change) => ({ GITHUB_REF: branch("change"), GITHUB_SHA: change }),
    },
    workflow_dispatch: {
      payload: { repository, inputs: null, ref: branch("change") },
      ref: (_, change) => ({ GITHUB_REF: branch("change"), GITHUB_SHA: change }),
    },
    workflow_run: {
      payload: { repository, action: "completed", workflow_run: { head_branch: "change" } },
      ref: (tip) => ({ GITHUB_REF: branch("main"), GITHUB_SHA: tip }),
    },
    issue_comment: {
      payload: { repository, action: "created", issue: { number: 7, pull_request: {} } },
      ref: (tip) => ({ GITHUB_REF: branch("main"), GITHUB_SHA: tip }),
    },
    // Its payload has no repository.
    schedule: {
      payload: { schedule: "0 4 * * *" },
      ref: (tip) => ({ GITHUB_REF: branch("main"), GITHUB_SHA: tip }),
    },
  };

  test.each(Object.entries(ABOUT_A_CHANGE))("on %s", async (name, { payload, ref }) => {
    const work = new TestRepository();
    const tip = work.commit({ "policy.yml": "extends: recommended\n", "main.tf": fn("old", 1) });
    work.git("checkout", "--quiet", "-b", "change");
    const change = work.commit({ "policy.yml": LOOSE, "new.tf": fn("new") });
    const { exitCode, outputs, stdout } = await runStep({
      bundle: bundle.file,
      workspace: work,
      event: { name, payload },
      environment: ref(tip, change),
    });
    work.remove();
    expect(exitCode, stdout).toBe(1);
    expect(outputs).toMatchObject({ errors: "1", new: "1" });
  });

  test("fails and says what to do where the default branch can't be had", async () => {
    const work = new TestRepository();
    work.commit({ "policy.yml": LOOSE, "new.tf": fn("new") });
    work.git("branch", "--move", "change");
    const { exitCode, stdout } = await runStep({
      bundle: bundle.file,
      workspace: work,
      event: { name: "push", payload: { repository, ref: branch("change") } },
      environment: { GITHUB_REF: branch("change") },
    });
    work.remove();
    expect(exitCode).toBe(2);
    expect(stdout).toContain("The policy of the default branch main can't be read");
    expect(stdout).toContain("fetch-depth: 0");
  });

  test("but a push to the default branch, which is what others are held against", async () => {
    const work = new TestRepository();
    const before = work.commit({ "policy.yml": "extends: recommended\n", "main.tf": fn("old", 1) });
    const after = work.commit({ "policy.yml": LOOSE, "new.tf": fn("new") });
    const { exitCode } = await runStep({
      bundle: bundle.file,
      workspace: work,
      event: { name: "push", payload: { repository, ref: branch("main"), before, after } },
      environment: { GITHUB_REF: branch("main"), GITHUB_SHA: after },
    });
    work.remove();
    expect(exitCode).toBe(0);
  });
});

describe.each(Object.entries(SCENARIOS))("%s", (_, { event, readsOnly, actor, fresh, writes, said }) => {
  test("has its annotations, summary, outputs, requests and exit code", async () => {
    if (readsOnly) for (const path of ["/comments", "/check-runs"]) server.fail("POST", path, READS_ONLY);
    const { exitCode, stdout, stderr, outputs, summary } = await runStep({
      bundle: bundle.file,
      workspace: pull.repository,
      event: event(),
      inputs: { "github-token": "t0ken", checks: "true" },
      environment: {
        GITHUB_API_URL: server.url,
        GITHUB_SHA: head(),
        ...(actor ? { GITHUB_ACTOR: actor } : {}),
      },
    });
    expect(exitCode).toBe(1);
    expect(stderr).toBe("");
    const commands = commandsIn(stdout);
    const filesOf = (level: string) =>
      commands
        .filter((line) => line.startsWith(`::${level} file=`) && line.includes(",line=1,"))
        .map((line) => /file=([^,]+),/.exec(line)?.[1]);
    expect(filesOf("error")).toEqual(fresh === "1" ? ["new.tf"] : ["main.tf", "new.tf"]);
    // What was there before the change.
    expect(filesOf("notice")).toEqual(fresh === "1" ? ["main.tf"] : []);
    const others = commands.filter((line) => !/^::(?:error|notice) file=/.test(line));
    expect(others).toEqual(said.map((pattern) => expect.stringMatching(pattern)));
    expect(outputs).toMatchObject({ findings: "2", errors: "2", new: fresh, undetermined: "0" });
    expect(outputs["comment-id"]).toBe(!readsOnly && writes.length > 1 ? "1000" : undefined);
    expect(summary).toMatch(/^### ❌ Lambda concurrency: (?:1 new; )?2 errors/);
    expect(server.writes.map(({ method, path }) => `${method} ${path}`)).toEqual(writes);
    const commit = event().name.startsWith("pull_request") ? pull.head : head();
    const check = server.writes.find(({ path }) => path.endsWith("/check-runs"));
    expect(check?.body).toMatchObject({ head_sha: commit, conclusion: "failure" });
    expect(summary).toContain(`/blob/${commit}/new.tf#L1`);
  });
});
