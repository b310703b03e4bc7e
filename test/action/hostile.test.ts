import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GitHubServer } from "../support/github/server.ts";
import { deedsOf, HOSTILE_NAMES, hostileEstate, UNSEEN, withoutOwnBreaks } from "../support/hostile.ts";
import { pullRequest } from "./pull-request.ts";
import { bundleAction, commandsIn, runStep, type StepResult } from "./run-bundle.ts";

const NAMES = Object.values(HOSTILE_NAMES);

let bundle: Awaited<ReturnType<typeof bundleAction>>;
let server: GitHubServer;
let result: StepResult;
beforeAll(async () => {
  bundle = await bundleAction();
  server = await GitHubServer.start();
  const { "policy.yml": policy = "", ...files } = hostileEstate(NAMES);
  // What is said of the input, the change has to bring.
  const twice = NAMES.map((name) => `${JSON.stringify(name)}: 1\n${JSON.stringify(name)}: 2\n`).join("");
  const template = `Resources: { Twice: { Type: AWS::Lambda::Function } }\n${twice}`;
  const pull = pullRequest({ "policy.yml": policy }, { ...files, "twice.yaml": template });
  result = await runStep({
    bundle: bundle.file,
    workspace: pull.repository,
    event: pull.event,
    inputs: { "github-token": "t0ken", "sarif-file": "out.sarif", checks: "true" },
    environment: { GITHUB_API_URL: server.url },
  });
  pull.repository.remove();
});
afterAll(async () => {
  await server.stop();
});

test("every hostile name is reported", () => {
  expect(result.exitCode).toBe(1);
  expect(Number(result.outputs["errors"])).toBeGreaterThanOrEqual(NAMES.length);
});

test("the log has no commands but ours, each on a line", () => {
  const commands = commandsIn(result.stdout);
  expect(commands.length).toBeGreaterThanOrEqual(10);
  for (const command of commands) expect(command).toMatch(/^::(error|warning|notice) (file|title)=/);
  expect(UNSEEN.exec(result.stdout)?.[0]).toBeUndefined();
});

test("outputs hold nothing of them", () => {
  expect(Object.keys(result.outputs).sort()).toEqual(
    [
      "available",
      "comment-id",
      "errors",
      "findings",
      "fixed",
      "new",
      "report-file",
      "sarif-file",
      "undetermined",
      "warnings",
      "worse",
    ].sort(),
  );
});

describe.each(["summary", "comment", "check run"] as const)("the %s", (where) => {
  let text: string;
  beforeEach(() => {
    text =
      where === "summary"
        ? result.summary
        : where === "comment"
          ? (server.comments[0]?.body ?? "")
          : server.writes.find(({ path }) => path.endsWith("/check-runs"))?.body.output.summary;
    expect(text.length).toBeGreaterThan(1000);
  });

  test("has no HTML but ours, mentions nobody, refers to nothing and links to GitHub alone", () => {
    const tags = ["details", "summary", "br", "strong", ...(where === "comment" ? ["!"] : [])];
    expect(deedsOf(text, { tags, links: /^https:\/\/github\.com\// })).toEqual([]);
  });

  test("has tables with as many cells in each row as in the head", () => {
    const rows = text.split("\n").filter((line) => line.startsWith("| "));
    for (const line of rows) expect(line.split(/(?<!\\)\|/).length, line).toBeOneOf([7, 8]);
  });

  test("has no character that can't be seen", () => {
    expect(UNSEEN.exec(withoutOwnBreaks(text))?.[0]).toBeUndefined();
  });

  test("tells of waivers, of what is undetermined and of remarks", () => {
    for (const part of ["Waived (", "undetermined", "About the input ("]) expect(text).toContain(part);
  });
});
