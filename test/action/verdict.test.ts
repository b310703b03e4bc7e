import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { FAIL_ON, type FailOn } from "../../src/verdict.ts";
import { GitHubServer } from "../support/github/server.ts";
import { fn, type PullRequest, pullRequest } from "./pull-request.ts";
import { bundleAction, runStep, type StepResult } from "./run-bundle.ts";

const policy = (severity: string) => `rules:
  reserved-concurrency-required: ${severity}
  reserved-concurrency-in-range: { severity: ${severity}, max: 150 }
`;

type State = "new" | "worse" | "better" | "unchanged" | "fixed";

/** What the base has, and what the change makes of it. */
const CHANGES: Readonly<Record<State, [base: string, head: string]>> = {
  new: [fn("a", 5), fn("a", 5) + fn("b")],
  worse: [fn("a", 170), fn("a", 180)],
  better: [fn("a", 180), fn("a", 170)],
  unchanged: [fn("a"), `# a remark\n${fn("a")}`],
  fixed: [fn("a"), fn("a", 5)],
};
const OF_CHANGE: readonly State[] = ["new", "worse"];
const OPEN: readonly State[] = ["new", "worse", "better", "unchanged"];

/** What fails, said once more in other words. */
function failsUnder(failOn: FailOn, state: State, severity: string): boolean {
  if (failOn === "never" || (severity === "warning" && !failOn.includes("warning"))) return false;
  return (failOn.startsWith("new") ? OF_CHANGE : OPEN).includes(state);
}

let bundle: Awaited<ReturnType<typeof bundleAction>>;
let server: GitHubServer;
const pulls = new Map<string, PullRequest>();
beforeAll(async () => {
  bundle = await bundleAction();
});
afterAll(() => {
  for (const { repository } of pulls.values()) repository.remove();
});
beforeEach(async () => {
  server = await GitHubServer.start();
});
afterEach(() => server.stop());

function pullOf(state: State, severity: string): PullRequest {
  const key = `${state} ${severity}`;
  const [base, head] = CHANGES[state];
  const pull =
    pulls.get(key) ?? pullRequest({ "policy.yml": policy(severity), "main.tf": base }, { "main.tf": head });
  pulls.set(key, pull);
  return pull;
}

async function step(
  { repository, event }: PullRequest,
  failOn: FailOn | undefined,
  given: PullRequest["event"] & { environment?: Record<string, string> } = event,
): Promise<StepResult> {
  // What an earlier run said is none of this one's.
  server.requests.length = 0;
  return runStep({
    bundle: bundle.file,
    workspace: repository,
    event: given,
    inputs: {
      "github-token": "t0ken",
      comment: "always",
      checks: "true",
      ...(failOn ? { "fail-on": failOn } : {}),
    },
    environment: { GITHUB_API_URL: server.url, ...given.environment },
  });
}

/** Holds everything that a run says of itself against its exit code. */
function expectAgreement({ exitCode, summary }: StepResult): void {
  const titles = [summary.split("\n")[0], ...server.comments.map(({ body }) => body?.split("\n")[1])];
  for (const { body } of server.writes) if (body.output) titles.push(body.output.title);
  for (const title of titles) {
    expect(title?.includes("❌")).toBe(exitCode !== 0);
    if (exitCode !== 0) expect(title).not.toMatch(/✅|⚠️/);
  }
  for (const { body } of server.writes)
    if (body.conclusion) expect(body.conclusion === "failure").toBe(exitCode !== 0);
}

const ROWS: readonly [severity: string, levels: readonly (FailOn | undefined)[], states: readonly State[]][] =
  [
    ["error", [undefined, ...FAIL_ON], ["new", "worse", "better", "unchanged", "fixed"]],
    ["warning", [undefined, ...FAIL_ON], ["new", "worse", "better", "unchanged", "fixed"]],
  ];

describe.each(ROWS)("a pull request whose finding is of severity %s", (severity, levels, states) => {
  test.each(states)("and %s: exit code, titles, check and outputs agree under every level", async (state) => {
    for (const failOn of levels) {
      const result = await step(pullOf(state, severity), failOn);
      const fails = failsUnder(failOn ?? "new", state, severity);
      expect([failOn, result.exitCode]).toEqual([failOn, fails ? 1 : 0]);
      expectAgreement(result);
      const isQuiet = !fails && !OF_CHANGE.includes(state);
      expect(result.summary.startsWith("### ✅")).toBe(isQuiet);
      expect(result.outputs).toMatchObject({
        new: state === "new" ? "1" : "0",
        worse: state === "worse" ? "1" : "0",
        fixed: state === "fixed" ? "1" : "0",
      });
      const errors = result.stdout.split("\n").filter((line) => line.startsWith("::error "));
      expect(errors.length).toBe(severity === "error" && OF_CHANGE.includes(state) ? 1 : 0);
    }
  });
});

describe("a push to the default branch", () => {
  test.each(["unchanged", "new"] as const)(
    "fails on every error unless it is told otherwise: %s",
    async (state) => {
      const pull = pullOf(state, "error");
      const payload = { before: pull.base, ref: "refs/heads/main", repository: { default_branch: "main" } };
      const event = { name: "push", payload, environment: { GITHUB_REF: "refs/heads/main" } };
      const unsaid = await step(pull, undefined, event);
      expect(unsaid.exitCode).toBe(1);
      expectAgreement(unsaid);
      expect((await step(pull, "new", event)).exitCode).toBe(state === "new" ? 1 : 0);
    },
  );
});
