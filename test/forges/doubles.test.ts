import { afterEach, describe, expect, test } from "vitest";
import { type ForgeName, ForgeServer } from "../support/forges/server.ts";

let server: ForgeServer;
afterEach(() => server.stop());

const NOTES = "/api/v4/projects/42/merge_requests/7/notes";
const THREADS = "/acme/the%20shop/_apis/git/repositories/3411ebc1/pullRequests/7/threads";
const VERSION = "?api-version=7.1";
const COMMENTS = "/2.0/repositories/acme/shop/pullrequests/7/comments";

const first = { parentCommentId: 0, content: "text", commentType: "text" };
const raw = (text: string) => ({ content: { raw: text } });

const TAKEN: [ForgeName, method: string, path: string, body: unknown][] = [
  ["gitlab", "POST", NOTES, { body: "text" }],
  ["azure", "POST", THREADS + VERSION, { comments: [first], status: "active" }],
  ["bitbucket", "POST", COMMENTS, raw("text")],
];

const REFUSED: [ForgeName, why: string, method: string, path: string, body?: unknown][] = [
  ["gitlab", "body must be string", "POST", NOTES, { body: 1 }],
  ["gitlab", "additional properties", "POST", NOTES, { body: "text", note: "text" }],
  ["gitlab", "has no PATCH", "PATCH", `${NOTES}/1`, { body: "text" }],
  ["gitlab", "has no GET", "GET", "/api/v4/projects/42/merge_requests/!7/notes"],
  ["gitlab", "the query has no pagelen", "GET", `${NOTES}?pagelen=100`],
  ["azure", "status must be equal to one of", "PATCH", `${THREADS}/1${VERSION}`, { status: 4 }],
  ["azure", "additional properties", "PATCH", `${THREADS}/1${VERSION}`, { status: "closed", open: false }],
  ["azure", "has no PUT", "PUT", `${THREADS}/1${VERSION}`, { status: "closed" }],
  ["azure", "the query wants api-version", "GET", THREADS],
  ["bitbucket", "content must be object", "POST", COMMENTS, { content: "text" }],
  ["bitbucket", "additional properties", "POST", COMMENTS, { content: { raw: "text", text: "text" } }],
  ["bitbucket", "additional properties", "POST", COMMENTS, { ...raw("text"), body: "text" }],
  ["bitbucket", "too long", "POST", COMMENTS, raw("x".repeat(32_769))],
  ["bitbucket", "has no PATCH", "PATCH", `${COMMENTS}/1`, raw("text")],
  ["bitbucket", "has no PUT", "PUT", `${COMMENTS}/one`, raw("text")],
  ["bitbucket", "the query has no per_page", "GET", `${COMMENTS}?per_page=100`],
];

describe("the stand-in for a forge, held to the description of its API", () => {
  test.each(TAKEN)("%s: takes %s %s", async (name, method, path, body) => {
    expect((await answerOf(name, method, path, body)).status).toBeLessThan(300);
  });

  test.each(REFUSED)("%s: %s: refuses %s %s", async (name, why, method, path, body) => {
    const { status, text } = await answerOf(name, method, path, body);
    expect(status).toBe(400);
    expect(text).toContain(why);
  });
});

async function answerOf(name: ForgeName, method: string, path: string, body: unknown) {
  server = await ForgeServer.start(name);
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: { "private-token": "t0ken", authorization: "Bearer t0ken" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}
