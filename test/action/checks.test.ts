import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { GitHubServer } from "../support/github/server.ts";
import { fn, type PullRequest, pullRequest } from "./pull-request.ts";
import { bundleAction, commandsIn, runStep } from "./run-bundle.ts";

let bundle: Awaited<ReturnType<typeof bundleAction>>;
let server: GitHubServer;
beforeAll(async () => {
  bundle = await bundleAction();
});
beforeEach(async () => {
  server = await GitHubServer.start();
});
afterEach(() => server.stop());

async function step(pull: PullRequest, inputs: Record<string, string> = {}) {
  const result = await runStep({
    bundle: bundle.file,
    workspace: pull.repository,
    event: pull.event,
    inputs: { "github-token": "t0ken", comment: "never", checks: "true", ...inputs },
    environment: { GITHUB_API_URL: server.url },
  });
  pull.repository.remove();
  return result;
}

test("a check run holds every annotation, fifty a request, on the pull request's own commit", async () => {
  const many = Array.from({ length: 120 }, (_, index) => fn(`f${index}`)).join("\n");
  const pull = pullRequest({ "main.tf": "" }, { "main.tf": many });
  const { outputs } = await step(pull);
  expect(server.writes.map(({ method, body }) => [method, body.output.annotations.length])).toEqual([
    ["POST", 50],
    ["PATCH", 50],
    ["PATCH", Number(outputs["findings"]) - 100],
  ]);
  const { body } = server.writes[0] ?? {};
  expect(body).toMatchObject({ head_sha: pull.head, status: "completed", conclusion: "failure" });
  expect(body.output.annotations[0]).toMatchObject({ annotation_level: "failure", path: "main.tf" });
});

test("a check run is neutral about findings that a change brings and that don't fail, and a success without any", async () => {
  await step(pullRequest({ "main.tf": fn("a") }, { "b.tf": fn("b") }), { "fail-on": "never" });
  await step(pullRequest({ "main.tf": fn("a") }, { "b.tf": "" }));
  await step(pullRequest({ "main.tf": fn("a", 1) }, { "b.tf": "" }));
  expect(server.writes.map(({ body }) => body.conclusion)).toEqual(["neutral", "success", "success"]);
});

test("a check run that the token may not make is a warning", async () => {
  server.fail("POST", "/check-runs", { status: 403 });
  const { exitCode, stdout } = await step(pullRequest({ "main.tf": fn("a", 1) }, { "b.tf": "" }));
  expect(exitCode).toBe(0);
  expect(commandsIn(stdout).join("\n")).toContain("checks: write");
});
