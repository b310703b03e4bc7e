import { describe, expect, test } from "vitest";
import { requestProblem, responseProblem } from "../support/github/contract.ts";
import { issueComment } from "../support/github/representations.ts";

const url = (path: string) => new URL(`https://api.github.com/repos/acme/shop${path}`);
const annotation = { path: "a", start_line: 1, end_line: 1, annotation_level: "failure", message: "m" };
const run = (annotations: object[]) => ({
  name: "n",
  head_sha: "a".repeat(40),
  output: { title: "t", summary: "s", annotations },
});

describe("GitHub's description", () => {
  test("takes what is right", () => {
    expect(requestProblem("POST", url("/check-runs"), run([annotation]))).toBeUndefined();
    expect(requestProblem("POST", url("/issues/7/comments"), { body: "x" })).toBeUndefined();
    expect(requestProblem("GET", url("/issues/7/comments?per_page=100&page=2"), undefined)).toBeUndefined();
  });

  test.each<[string, string, string, unknown]>([
    ["fifty-one annotations", "POST", "/check-runs", run(Array.from({ length: 51 }, () => annotation))],
    ["a level of ours", "POST", "/check-runs", run([{ ...annotation, annotation_level: "error" }])],
    ["columns on two lines", "POST", "/check-runs", run([{ ...annotation, end_line: 2, start_column: 1 }])],
    ["a misspelt property", "POST", "/check-runs", run([{ ...annotation, endLine: 2 }])],
    ["no body", "POST", "/issues/7/comments", {}],
    ["a comment that is too long", "POST", "/issues/7/comments", { body: "x".repeat(65_537) }],
    ["a path that there isn't", "POST", "/issue/7/comments", { body: "x" }],
    ["a query that there isn't", "GET", "/issues/7/comments?perpage=1", undefined],
    ["an event that there isn't", "POST", "/pulls/7/reviews", { event: "SUGGEST", comments: [] }],
  ])("refuses %s", (_, method, path, body) => {
    expect(requestProblem(method, url(path), body)).toBeDefined();
  });

  test("is held against answers too", () => {
    const path = "/repos/acme/shop/issues/7/comments";
    const comment = issueComment(1, "x", "mallory");
    expect(responseProblem("POST", path, 201, comment)).toBeUndefined();
    expect(responseProblem("POST", path, 201, { ...comment, user: undefined, html_url: 3 })).toBeDefined();
    expect(responseProblem("POST", path, 200, comment)).toBeDefined();
  });
});
