import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { TestRepository } from "../support/git-repository.ts";
import { GitHubServer } from "../support/github/server.ts";
import { fn, type PullRequest, pullRequest } from "./pull-request.ts";
import { bundleAction, commandsIn, runStep } from "./run-bundle.ts";

const LOOSE = "extends: recommended\nrules:\n  reserved-concurrency-required: off\n";

let bundle: Awaited<ReturnType<typeof bundleAction>>;
let server: GitHubServer;
let pull: PullRequest;
let clone: TestRepository;
beforeAll(async () => {
  bundle = await bundleAction();
  pull = pullRequest(
    { ".github/policy.yml": "extends: ../rules/shared.yml\n", "rules/shared.yml": "extends: recommended\n" },
    { "rules/shared.yml": LOOSE, "main.tf": fn("a") },
  );
  pull.repository.git("config", "uploadpack.allowAnySHA1InWant", "true");
});
afterAll(() => {
  pull.repository.remove();
});
beforeEach(async () => {
  server = await GitHubServer.start();
  clone = new TestRepository();
  clone.git("remote", "add", "origin", `file://${pull.repository.path}`);
  clone.git("fetch", "--quiet", "--depth=1", "origin", "main");
  clone.git("checkout", "--quiet", "FETCH_HEAD");
});
afterEach(async () => {
  await server.stop();
  clone.remove();
});

function step(inputs: Record<string, string> = {}) {
  return runStep({
    bundle: bundle.file,
    workspace: clone,
    event: pull.event,
    inputs: { "github-token": "t0ken", comment: "never", ...inputs },
    environment: { GITHUB_API_URL: server.url },
  });
}

describe("a clone of one commit", () => {
  test("gets the base fetched into it, without its history", async () => {
    const { exitCode, outputs, summary } = await step();
    expect(exitCode).toBe(1);
    expect(outputs["new"]).toBe("1");
    expect(summary).toContain("#### The policy changes");
    expect(clone.git("rev-list", "--count", pull.base)).toBe("1");
    expect(clone.git("status", "--porcelain")).toBe("");
    expect(server.requests).toEqual([]);
  });

  test("that can't fetch reads the base's policy from GitHub, with what it extends, and says what it can't compare", async () => {
    clone.git("remote", "set-url", "origin", "file:///nowhere");
    server.files.set(`${pull.base}:.github/policy.yml`, "extends: ../rules/shared.yml\n");
    server.files.set(`${pull.base}:rules/shared.yml`, "extends: recommended\n");
    const { exitCode, stdout, outputs, summary } = await step();
    expect(exitCode).toBe(1);
    expect(outputs["new"]).toBe("");
    expect(commandsIn(stdout).join("\n")).toMatch(/::warning .*::The base commit .* fetch-depth: 2, or 0/);
    expect(summary).toContain("#### The policy changes");
  });

  test("whose base can't be read at all lets nothing through", async () => {
    clone.git("remote", "set-url", "origin", "file:///nowhere");
    server.fail("GET", "/contents/", { status: 403 });
    const { exitCode, stdout } = await step();
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/::error title=Inputs::The policy of the base .* can't be read/);
    expect((await step({ "policy-from": "head" })).exitCode).toBe(0);
  });

  test("is no repository when somebody took that away: then the base's policy is GitHub's too", async () => {
    rmSync(join(clone.path, ".git"), { recursive: true });
    server.files.set(`${pull.base}:.github/policy.yml`, "extends: recommended\n");
    const { exitCode, stdout } = await step();
    expect(exitCode).toBe(1);
    expect(stdout).toContain("The workspace is no git repository");
  });
});
