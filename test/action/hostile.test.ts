import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GitHubServer } from "../support/github/server.ts";
import { pullRequest } from "./pull-request.ts";
import { bundleAction, commandsIn, runStep, type StepResult } from "./run-bundle.ts";

/** Each is the name of a function (so of a finding), of a stage, and part of a file's name. */
const NAMES = [
  "\n::error::pwned",
  "::set-output name=x::y",
  "%0A::warning::pwned",
  "::stop-commands::x",
  "a | b | c",
  "`code` ``` fence",
  "<script>alert(1)</script><img src=x>",
  "</details></table><!--",
  "@octocat @acme/team",
  "fixes #1 GH-2 acme/shop#3",
  "[click](https://evil.example) ![x](https://evil.example/x.png)",
  "https://evil.example www.evil.example",
  "\u202Eevil\u2066",
  "$x^2$ **bold** _it_ ~~gone~~",
];

/** A CloudFormation template, whose keys may be anything. */
function template(names: readonly string[]): string {
  const resource = {
    Type: "AWS::Lambda::Function",
    Properties: { Handler: "a.b", Runtime: "nodejs22.x", Role: "r", Code: { ZipFile: "x" } },
  };
  return JSON.stringify({ Resources: Object.fromEntries(names.map((name) => [name, resource])) }, null, 1);
}

let bundle: Awaited<ReturnType<typeof bundleAction>>;
let server: GitHubServer;
let result: StepResult;
const file = "a `b` | <c> (@octocat, %0A ::error::x.json";
beforeAll(async () => {
  bundle = await bundleAction();
  server = await GitHubServer.start();
  const pull = pullRequest({ "README.md": "" }, { [`${file}`]: template(NAMES) });
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
  bundle.remove();
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
  for (const command of commands.filter((each) => each.includes("file="))) {
    expect(command).toContain("file=a `b` | <c> (@octocat%2C %250A %3A%3Aerror%3A%3Ax.json,line=");
  }
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
  /** What is left when code, which GitHub shows as it is, is taken out. */
  const withoutCode = () =>
    text.replace(/^```mermaid\n[^`]*^```$/gm, "").replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, "");

  test("has no HTML but ours", () => {
    const tags = [...withoutCode().matchAll(/<\/?([a-z!]+)/gi)].map(([, name]) => name);
    const ours = ["details", "summary", "br", "strong", ...(where === "comment" ? ["!"] : [])];
    expect(ours).toEqual(expect.arrayContaining(tags));
  });

  test("mentions nobody, refers to nothing and links to GitHub alone", () => {
    expect(withoutCode()).not.toMatch(/@\w/);
    expect(withoutCode()).not.toMatch(/(^|[^\\\w(])#\d|\bGH-\d/);
    for (const [, url] of withoutCode().matchAll(/(https?:\/\/[^\s)]+)/g))
      expect(url).toMatch(/^https:\/\/github\.com\//);
    expect(withoutCode()).not.toMatch(/www\./);
  });

  test("has tables with as many cells in each row as in the head", () => {
    const rows = text.split("\n").filter((line) => line.startsWith("| "));
    for (const line of rows) expect(line.split(/(?<!\\)\|/).length, line).toBeOneOf([7, 8]);
  });

  test("has no character that turns the writing round", () => {
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });
});
