import { rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answerOf } from "../../src/github/optional-output.ts";
import { runAction } from "../../src/github/run-action.ts";
import { fn, type PullRequest, pullRequest } from "../action/pull-request.ts";
import { TestRepository } from "../support/git-repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Takes every request and answers none. */
let silent: Server;
let asked: string[];
let url: string;
let pull: PullRequest;
beforeEach(async () => {
  asked = [];
  silent = createServer(({ method, url: path }) => asked.push(`${method} ${path}`));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  pull = pullRequest({ "main.tf": fn("old") }, { "new.tf": fn("new") });
});
afterEach(() => {
  pull.repository.remove();
  silent.closeAllConnections();
  silent.close();
});

/** Runs the Action in a workspace; how long it took, and what it printed. */
async function run(workspace: string, deadlineMs: number) {
  const printed: string[] = [];
  const write = vi
    .spyOn(process.stdout, "write")
    .mockImplementation((text) => printed.push(String(text)) > 0);
  const started = performance.now();
  pull.repository.write(".git/event.json", JSON.stringify(pull.event.payload));
  try {
    const exitCode = await runAction({
      cwd: workspace,
      today: "2026-01-01",
      deadlineMs,
      environment: {
        GITHUB_WORKSPACE: workspace,
        GITHUB_REPOSITORY: "acme/shop",
        GITHUB_API_URL: url,
        GITHUB_EVENT_NAME: pull.event.name,
        GITHUB_EVENT_PATH: `${pull.repository.path}/.git/event.json`,
        RUNNER_TEMP: `${pull.repository.path}/.git`,
        "INPUT_GITHUB-TOKEN": "t0ken",
        INPUT_SUGGESTIONS: "true",
        INPUT_CHECKS: "true",
        "INPUT_FAIL-ON": "never",
      },
    });
    return { exitCode, seconds: (performance.now() - started) / 1000, printed: printed.join("") };
  } finally {
    write.mockRestore();
  }
}

test("a GitHub that never answers takes the time of a run once, not for each thing that is told it", async () => {
  const { exitCode, seconds, printed } = await run(pull.repository.path, 1500);
  expect(asked.length).toBeGreaterThan(0);
  expect(exitCode).toBe(0);
  for (const what of ["The comment", "The check run"])
    expect(printed).toContain(`::warning::${what} could not be written: GitHub did not answer in time.`);
  // The retries of the one request that waited end without an answer, some seconds later.
  expect(seconds).toBeLessThan(15);
});

test("a git server that never answers is given up, and then GitHub gets no more time", async () => {
  const shallow = new TestRepository();
  shallow.git("fetch", "--quiet", "--depth=1", `file://${pull.repository.path}`, "main");
  shallow.git("checkout", "--quiet", "FETCH_HEAD");
  shallow.git("remote", "add", "origin", `${url}/acme/shop.git`);
  // Long enough for git to have asked, on a machine that is busy.
  const { exitCode, seconds, printed } = await run(shallow.path, 3000);
  shallow.remove();
  await vi.waitFor(
    () => expect(asked).toEqual([expect.stringMatching(/^GET \/acme\/shop\.git\/info\/refs/)]),
    { timeout: 10_000 },
  );
  expect(exitCode).toBe(2);
  expect(printed).toMatch(
    /::error title=Inputs::The policy of the base \w+ can't be read: .*GitHub did not answer in time/,
  );
  expect(seconds).toBeLessThan(10);
});

test.skipIf(process.platform === "win32")(
  "a git that never answers ends the run at the first reading",
  async () => {
    const bin = temporaryFolder("hanging-git");
    writeFileSync(join(bin, "git"), "#!/bin/sh\nexec sleep 60\n", { mode: 0o755 });
    const path = process.env["PATH"];
    process.env["PATH"] = `${bin}:${path}`;
    try {
      const { exitCode, seconds, printed } = await run(pull.repository.path, 500);
      expect(printed).toContain(
        "::error::The change could not be compared with its base: git has not answered within 0.5 seconds.",
      );
      expect(exitCode).toBe(3);
      expect(seconds).toBeLessThan(5);
    } finally {
      process.env["PATH"] = path;
      rmSync(bin, { recursive: true, force: true, maxRetries: 5 });
    }
  },
);

test("a GitHub that can't be reached is told as that", () => {
  const late = Object.assign(new Error("The operation was aborted due to timeout"), { status: 500 });
  const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:9"), { status: 500 });
  const answered = Object.assign(new Error("Server  Error"), { status: 500, response: {} });
  expect(answerOf(late)).toBe("GitHub did not answer in time");
  expect(answerOf(refused)).toBe("GitHub could not be reached (connect ECONNREFUSED 127.0.0.1:9)");
  expect(answerOf(answered)).toBe("GitHub answered 500 (Server Error)");
});
