import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { reviewComment } from "../support/github/representations.ts";
import { GitHubServer } from "../support/github/server.ts";
import { fn, type PullRequest, pullRequest } from "./pull-request.ts";
import { bundleAction, commandsIn, runStep } from "./run-bundle.ts";

let bundle: Awaited<ReturnType<typeof bundleAction>>;
let server: GitHubServer;
let pull: PullRequest | undefined;
beforeAll(async () => {
  bundle = await bundleAction();
});
beforeEach(async () => {
  server = await GitHubServer.start();
});
afterEach(async () => {
  pull?.repository.remove();
  await server.stop();
});

const POLICY = "default-reserved: 10\n";
const REVIEWS = "/repos/acme/shop/pulls/7/reviews";

async function propose(base: Record<string, string>, change: Record<string, string>) {
  pull?.repository.remove();
  pull = pullRequest({ "policy.yml": POLICY, ...base }, change);
  return again();
}

function again() {
  return runStep({
    bundle: bundle.file,
    workspace: pull?.repository as PullRequest["repository"],
    event: pull?.event as PullRequest["event"],
    inputs: { "github-token": "t0ken", suggestions: "true", comment: "never" },
    environment: { GITHUB_API_URL: server.url },
  });
}

const template = (properties: string) => `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Pay:
    Type: AWS::Lambda::Function
    Properties:
      Handler: a.b
      Runtime: nodejs22.x
      Role: arn:aws:iam::111122223333:role/x
${properties}      Code: { ZipFile: x }
`;

/** A file as it is once the suggestions of a review are accepted. */
function accepted(text: string, path: string): string {
  const lines = text.split("\n");
  const { comments } = server.writes.find((each) => each.path === REVIEWS)?.body ?? { comments: [] };
  for (const { path: file, line, start_line = line, body } of comments) {
    expect(file).toBe(path);
    const block = /\n\n(`{3,})suggestion\n([\s\S]*)\n\1$/.exec(body)?.[2];
    expect(block).toBeDefined();
    lines.splice(start_line - 1, line - start_line + 1, ...(block as string).split("\n"));
  }
  return lines.join("\n");
}

describe("a function that a pull request adds without a reservation", () => {
  test("gets the policy's reservation suggested, on its lines in the pull request's own commit", async () => {
    const { exitCode, stdout } = await propose({ "main.tf": fn("old") }, { "new.tf": fn("pay") });
    expect(exitCode).toBe(1);
    expect(commandsIn(stdout).filter((line) => line.startsWith("::warning"))).toEqual([]);
    expect(server.writes.map(({ method, path }) => `${method} ${path}`)).toEqual([`POST ${REVIEWS}`]);
    const { body } = server.writes[0] as { body: { commit_id: string; comments: object[] } };
    expect(body.commit_id).toBe(pull?.head);
    expect(body.comments).toHaveLength(1);
    expect(body.comments[0]).toMatchObject({
      path: "new.tf",
      side: "RIGHT",
      body: expect.stringContaining("reserved_concurrent_executions = 10"),
    });
    const after = accepted(fn("pay"), "new.tf");
    expect(after.replace(/\s+/g, " ")).toBe(fn("pay", 10).replace(/\s+/g, " "));
  });

  test("in a template, gets it as the template spells it", async () => {
    await propose({}, { "template.yml": template("") });
    const after = accepted(template(""), "template.yml");
    const line = after.split("\n").filter((each) => each.includes("ReservedConcurrentExecutions"));
    expect(line).toEqual(["      ReservedConcurrentExecutions: 10"]);
    expect(
      after
        .split("\n")
        .filter((each) => !line.includes(each))
        .join("\n"),
    ).toBe(template(""));
  });

  test("is clean once the suggestion is accepted", async () => {
    await propose({}, { "new.tf": fn("pay") });
    const after = accepted(fn("pay"), "new.tf");
    server.requests.length = 0;
    const { exitCode, outputs } = await propose({}, { "new.tf": after });
    expect(exitCode).toBe(0);
    expect(outputs["findings"]).toBe("0");
    expect(server.writes).toEqual([]);
  });

  test("gets nothing suggested twice, also in a file with CRLF", async () => {
    await propose({}, { "new.tf": fn("pay").replaceAll("\n", "\r\n") });
    const [comment] = server.writes[0]?.body.comments ?? [];
    server.reviewComments = [
      reviewComment(1, comment.path, comment.body.replaceAll("\n", "\r\n"), server.login),
    ];
    await again();
    expect(server.writes).toHaveLength(1);
  });
});

test("a function that was there before, or that is switched off by a zero, gets nothing suggested", async () => {
  await propose({ "main.tf": fn("old") }, { "new.tf": fn("off", 0) });
  expect(server.writes).toEqual([]);
});
