import { afterEach, beforeEach, expect, test } from "vitest";
import { Repository } from "../../src/engine/checkout/git/repository.ts";
import type { Finding, Report } from "../../src/finding.ts";
import { connect } from "../../src/github/client.ts";
import type { RunEvent } from "../../src/github/event.ts";
import { suggestFixes } from "../../src/github/review.ts";
import { SourceFile } from "../../src/source/source-file.ts";
import { Deadline } from "../../src/workspace/deadline.ts";
import { pullRequest } from "../action/pull-request.ts";
import { reviewComment } from "../support/github/representations.ts";
import { GitHubServer } from "../support/github/server.ts";

let server: GitHubServer;
beforeEach(async () => {
  server = await GitHubServer.start();
});
afterEach(() => server.stop());

const TEXT = "a = 1\nb = 2\n";

function reportWith(text: string): Report {
  const file = new SourceFile("main.tf", text);
  const at = file.locate(text.indexOf("2"), text.indexOf("2") + 1);
  const finding: Partial<Finding> = {
    ruleId: "a-rule",
    severity: "error",
    verdict: "violation",
    message: "Two is not enough.",
    subject: "b",
    environments: ["prod"],
    at,
    fix: [{ at, text: "20" }],
  };
  return { findings: [finding], sources: new Map([["main.tf", { text }]]) } as unknown as Report;
}

async function suggest(base: string, change: string, meanwhile?: string) {
  const pull = pullRequest(
    { "main.tf": base },
    { "main.tf": change },
    meanwhile === undefined ? undefined : { "main.tf": meanwhile },
  );
  const deadline = new Deadline();
  const environment = { GITHUB_REPOSITORY: "acme/shop", GITHUB_API_URL: server.url };
  const github = await connect("t0ken", environment, deadline);
  const event: Partial<RunEvent> = {
    repository: { owner: "acme", repo: "shop" },
    headSha: pull.head,
    pullRequest: { number: 7, fromFork: false },
  };
  const git = Repository.at(pull.repository.path) as Repository;
  const merged = pull.repository.git("show", "HEAD:main.tf");
  await suggestFixes(
    github as never,
    event as RunEvent,
    reportWith(`${merged}\n`),
    { repository: git, commit: pull.base },
    deadline,
  );
  pull.repository.remove();
  return pull;
}

test("fixes on changed lines are suggested in one review of the pull request's own commit", async () => {
  const pull = await suggest("a = 1\n", TEXT);
  expect(server.writes).toEqual([
    {
      method: "POST",
      path: "/repos/acme/shop/pulls/7/reviews",
      body: {
        commit_id: pull.head,
        event: "COMMENT",
        comments: [
          {
            path: "main.tf",
            line: 2,
            side: "RIGHT",
            body: expect.stringContaining("\n\n```suggestion\nb = 20\n```"),
          },
        ],
      },
    },
  ]);
});

test("a suggestion that stands there already is not repeated", async () => {
  await suggest("a = 1\n", TEXT);
  const [comment] = server.writes[0]?.body.comments ?? [];
  server.reviewComments = [reviewComment(1, comment.path, comment.body, "x")];
  await suggest("a = 1\n", TEXT);
  expect(server.writes).toHaveLength(1);
});

test("nothing is suggested where the base has changed the file as well: its lines are not the pull request's", async () => {
  const filler = Array.from({ length: 12 }, (_, index) => `# ${index}`).join("\n");
  await suggest(`${filler}\na = 1\n`, `${filler}\n${TEXT}`, `x = 3\n${filler}\na = 1\n`);
  expect(server.writes).toEqual([]);
});
