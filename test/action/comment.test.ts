import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { issueComment } from "../support/github/representations.ts";
import { GitHubServer } from "../support/github/server.ts";
import { fn, type PullRequest, pullRequest, pullRequestEvent } from "./pull-request.ts";
import { bundleAction, commandsIn, runStep } from "./run-bundle.ts";

let bundle: Awaited<ReturnType<typeof bundleAction>>;
let server: GitHubServer;
let bad: PullRequest;
let good: PullRequest;
beforeAll(async () => {
  bundle = await bundleAction();
  bad = pullRequest({ "main.tf": fn("a", 5) }, { "b.tf": fn("b") });
  good = pullRequest({ "main.tf": fn("a", 5) }, { "README.md": "hello" });
});
afterAll(() => {
  for (const pull of [bad, good]) pull.repository.remove();
});
beforeEach(async () => {
  server = await GitHubServer.start();
});
afterEach(() => server.stop());

function step(pull: Pick<PullRequest, "repository" | "event">, inputs: Record<string, string> = {}) {
  return runStep({
    bundle: bundle.file,
    workspace: pull.repository,
    event: pull.event,
    inputs: { "github-token": "t0ken", ...inputs },
    environment: { GITHUB_API_URL: server.url },
  });
}

const warningsIn = (stdout: string) => commandsIn(stdout).filter((line) => line.startsWith("::warning"));

describe("the comment", () => {
  test("is made on failure, left alone while it says the same, changed in place, and clears when all is well", async () => {
    const first = await step(bad);
    expect(server.writes.map(({ method }) => method)).toEqual(["POST"]);
    expect(first.outputs["comment-id"]).toBe("1000");
    expect(server.comments[0]?.body).toMatch(/^<!-- lambda-concurrency-policy:[0-9a-f]{12} -->\n### ❌/);
    expect(server.comments[0]?.body).not.toContain("mermaid");

    await step(bad);
    expect(server.writes).toHaveLength(1);

    const cleared = await step(good);
    expect(server.writes.map(({ method }) => method)).toEqual(["POST", "PATCH"]);
    expect(cleared.outputs["comment-id"]).toBe("1000");
    expect(server.comments).toHaveLength(1);
    expect(server.comments[0]?.body.split("\n")).toHaveLength(3);
    expect(server.comments[0]?.body).toContain("✅ Lambda concurrency: nothing to report");
  });

  test("isn't made when all is well, unless always; never is never", async () => {
    await step(good);
    await step(bad, { comment: "never" });
    expect(server.writes).toEqual([]);
    await step(good, { comment: "always" });
    expect(server.writes).toHaveLength(1);
  });

  test("is found behind a hundred others, and not taken for a copy that somebody else wrote", async () => {
    await step(bad);
    const ours = server.comments[0];
    const other = (id: number, body: string) => issueComment(id, body, "mallory");
    server.comments = [
      other(1, ours?.body ?? ""),
      ...Array.from({ length: 150 }, (_, index) => other(index + 2, "hello")),
      ...(ours ? [ours] : []),
    ];
    await step(good);
    const { path } = server.writes.at(-1) ?? {};
    expect(path).toBe("/repos/acme/shop/issues/comments/1000");
    expect(server.comments[0]?.body).toContain("❌");
  });

  test("is short however much a change breaks, and says how much is left out", async () => {
    const many = Array.from({ length: 700 }, (_, index) => fn(`function_number_${index}`)).join("\n");
    const pull = pullRequest({ "main.tf": "" }, { "main.tf": many });
    const { summary } = await step(pull);
    const { body } = server.comments[0] ?? { body: "" };
    expect(body.length).toBeLessThan(5000);
    expect(body.length).toBeGreaterThan(4000);
    expect(body).toMatch(/\d+ more (?:\(.*\) )?are in the job.s log\./);
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    pull.repository.remove();
  });

  test("of a change that breaks several rules several times has each of them, and counts the rest", async () => {
    const broken = [1, 2, 3, 4, 5, 6].map(
      (
        each,
      ) => `${fn(`unreserved_service_${each}`)}${fn(`disabled_service_${each}`, 0)}${fn(`queue_consumer_${each}`, 5)}
resource "aws_lambda_event_source_mapping" "queue_consumer_${each}" {
  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:q${each}"
  function_name    = aws_lambda_function.queue_consumer_${each}.arn
  scaling_config {
    maximum_concurrency = 90
  }
}
`,
    );
    const pull = pullRequest({ "main.tf": fn("a", 5) }, { "services/live/new.tf": broken.join("") });
    await step(pull);
    const { body } = server.comments[0] ?? { body: "" };
    expect(body.length).toBeLessThan(5000);
    for (const rule of [
      "reserved-concurrency-required",
      "reserved-concurrency-nonzero",
      "event-source-within-reserved",
    ])
      expect(body).toContain(`**[\`${rule}\`]`);
    expect(body).toMatch(/\d+ more \(\d `[a-z-]+`, \d `[a-z-]+`.*\) are in the job.s log\./);
    pull.repository.remove();
  });

  test("of a change among many old findings counts them and lists none", async () => {
    const old = Array.from({ length: 269 }, (_, index) => fn(`old_${index}`)).join("\n");
    const quiet = pullRequest({ "main.tf": old }, { "README.md": "hello" });
    const { exitCode, summary } = await step(quiet, { comment: "always" });
    const allClear = server.comments[0]?.body ?? "";
    expect(exitCode).toBe(0);
    expect(allClear.length).toBeLessThan(1000);
    expect(allClear).toMatch(/^✅ Lambda concurrency: nothing new; 269 errors.* in all \(/m);
    expect(allClear).toMatch(
      /^269 errors(?: and 1 warning)? were there before this change; the job summary lists them\.$/m,
    );
    expect(allClear).not.toContain("old_");
    expect(summary).toContain("<summary>There before this change (");
    expect(summary).toContain("old_268");
    await step(quiet, { comment: "always", "fail-on": "error" });
    expect(server.comments[0]?.body).toContain("(`fail-on: error` fails on 269 of them)");

    const careless = pullRequest({ "main.tf": old }, { "new.tf": fn("careless") + fn("careful", 5) });
    expect((await step(careless)).exitCode).toBe(1);
    const { body } = server.comments[0] ?? { body: "" };
    expect(body.length).toBeLessThan(5000);
    expect(body).toMatch(/^### ❌ /m);
    expect(body).toContain("aws_lambda_function.careless");
    expect(body).toContain("0 → **5**");
    expect(body).not.toContain("old_");
    for (const { repository } of [quiet, careless]) repository.remove();
  });

  test("shows pools, cost and coverage only where the change moves them, or a pool is over", async () => {
    const same = pullRequest(
      { "main.tf": fn("a", 5) + fn("old") },
      { "main.tf": fn("a", 5) + fn("old") + fn("b") },
    );
    await step(same);
    expect(server.comments[0]?.body).not.toMatch(/\| Pool \||Provisioned concurrency, while idle/);
    const over = pullRequest({ "main.tf": fn("a", 950) }, { "main.tf": fn("a", 950) + fn("b") });
    await step(over);
    expect(server.comments[0]?.body).toMatch(/\| `█+┃█+` 950 of 900 ⛔ \|/);
    for (const { repository } of [same, over]) repository.remove();
  });

  test("is one for each job that checks something else", async () => {
    await step(bad);
    await step(bad, { paths: "b.tf" });
    expect(server.writes.map(({ method }) => method)).toEqual(["POST", "POST"]);
  });
});

describe("what GitHub refuses", () => {
  test("is a warning that names the permission, and never fails the scan", async () => {
    server.fail("GET", "/comments", { status: 403 });
    const { exitCode, stdout } = await step(good, { comment: "always" });
    expect(exitCode).toBe(0);
    expect(warningsIn(stdout)).toEqual([
      expect.stringContaining("permissions:%0A  contents: read%0A  pull-requests: write"),
    ]);
  });

  test("is a notice on a pull request from a fork, and the summary has it all", async () => {
    server.fail("POST", "/comments", { status: 403 });
    const event = pullRequestEvent(bad.base, bad.head, "pull_request", "mallory/shop");
    const { exitCode, stdout, summary } = await step({ ...bad, event });
    expect(exitCode).toBe(1);
    expect(warningsIn(stdout)).toEqual([]);
    expect(stdout).toMatch(/::notice::The comment could not be written: a pull request from a fork/);
    expect(summary).toContain("reserved-concurrency-required");
  });

  test("is tried again when the server stumbles", async () => {
    server.fail("POST", "/comments", { status: 502, times: 1 });
    const { stdout } = await step(bad);
    expect(server.comments).toHaveLength(1);
    expect(warningsIn(stdout)).toEqual([]);
  });

  test("is waited for a moment when it is a limit, and not for long", async () => {
    const message = "You have exceeded a secondary rate limit";
    server.fail("POST", "/comments", { status: 403, times: 1, message, headers: { "retry-after": "1" } });
    await step(bad);
    expect(server.comments).toHaveLength(1);
    server.comments = [];
    server.fail("POST", "/comments", { status: 429, message, headers: { "retry-after": "3600" } });
    const started = Date.now();
    const { exitCode, stdout } = await step(bad);
    expect(exitCode).toBe(1);
    expect(warningsIn(stdout)).toHaveLength(1);
    expect(Date.now() - started).toBeLessThan(45_000);
  });

  test("is not asked for without a token", async () => {
    const { exitCode } = await step(bad, { "github-token": "" });
    expect(exitCode).toBe(1);
    expect(server.requests).toEqual([]);
  });
});
