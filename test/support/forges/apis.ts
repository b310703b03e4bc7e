import type { IncomingMessage } from "node:http";
import type { Json } from "../openapi.ts";
import type { ForgeServer } from "./server.ts";

export type ForgeName = "gitlab" | "azure" | "bitbucket";

/** A comment that the server holds. */
export interface Held {
  id: number;
  body: string;
  author: number;
  /** Azure's, of its thread. */
  status?: string;
}

export type Answer = [status: number, data: Json, headers?: Record<string, string>];

/** Whose comments there are, by number: the token's owner is the first. */
export const OURS = 1;
export const MALLORY = 2;

/** How each forge answers about the comments of one pull request. */
export interface Api {
  /** The variables of its CI, but for the token. */
  variables(url: string): Record<string, string>;
  /** The header that a request must have. */
  isAllowed(headers: IncomingMessage["headers"]): boolean;
  /** What the query of a list may have, where the description has it in words only. */
  paging?: readonly Json[];
  /** What is wrong with the body of a request by what is said in words only. */
  proseProblem?(body: Json): string | undefined;
  /** A body with what the description wants and the forge does without. */
  completed?(body: Json): Json;
  answer(server: ForgeServer, method: string, url: URL, body: Json): Answer;
}

export const APIS: Record<ForgeName, Api> = {
  gitlab: {
    variables: (url) => ({
      CI_API_V4_URL: `${url}/api/v4`,
      CI_MERGE_REQUEST_PROJECT_ID: "42",
      CI_PROJECT_ID: "42",
      CI_MERGE_REQUEST_IID: "7",
      CI_PROJECT_URL: "https://gitlab.example/acme/shop",
      CI_COMMIT_SHA: "0123456789abcdef0123456789abcdef01234567",
    }),
    isAllowed: (headers) => headers["private-token"] === "t0ken" || headers["job-token"] === "t0ken",
    answer: (server, method, url, body) => {
      const user = (id: number) => ({ id, username: `user${id}` });
      const note = ({ id, body: text, author }: Held) => ({
        ...{ id, body: text, author: user(author), system: false, noteable_type: "MergeRequest" },
      });
      if (url.pathname === "/api/v4/user")
        return server.tellsOwner ? [200, user(OURS)] : [403, { message: "403 Forbidden" }];
      if (method === "POST") return [201, note(server.add(body.body, OURS))];
      if (method === "PUT") return changed(server, url, body.body, note);
      const size = Number(url.searchParams.get("per_page") ?? 20);
      const page = Number(url.searchParams.get("page") ?? 1);
      const all = [...server.comments].reverse();
      const next = all.length > page * size ? String(page + 1) : "";
      return [200, all.slice((page - 1) * size, page * size).map(note), { "x-next-page": next }];
    },
  },
  azure: {
    variables: (url) => ({
      SYSTEM_COLLECTIONURI: `${url}/acme/`,
      SYSTEM_TEAMPROJECT: "the shop",
      BUILD_REPOSITORY_ID: "3411ebc1-d5aa-464f-9615-0b527bc66719",
      SYSTEM_PULLREQUEST_PULLREQUESTID: "7",
      BUILD_REPOSITORY_URI: "https://acme@dev.azure.com/acme/the%20shop/_git/shop",
      SYSTEM_PULLREQUEST_SOURCECOMMITID: "0123456789abcdef0123456789abcdef01234567",
    }),
    isAllowed: (headers) => headers["authorization"] === "Bearer t0ken",
    answer: (server, method, url, body) => {
      const identity = (id: number) => ({ id: `00000000-0000-4000-8000-00000000000${id}` });
      const comment = ({ body: content, author }: Held) => ({
        ...{ id: 1, content, author: identity(author), commentType: "text" },
      });
      const thread = (held: Held) => ({
        ...{ id: held.id, comments: [comment(held)], status: held.status ?? "active" },
      });
      if (url.pathname.endsWith("/connectionData")) return [200, { authenticatedUser: identity(OURS) }];
      if (method === "POST") return [200, thread(server.add(body.comments[0].content, OURS, body.status))];
      if (method === "PATCH") {
        const held = server.comments.find(({ id }) => url.pathname.includes(`/threads/${id}`));
        if (!held) return [404, { message: "TF401180" }];
        if (body.status !== undefined) {
          held.status = body.status;
          return [200, thread(held)];
        }
        return held.author === OURS
          ? [200, comment(Object.assign(held, { body: body.content }))]
          : [403, { message: "TF401027" }];
      }
      const value = server.comments.map(thread);
      return [200, { value, count: value.length }];
    },
  },
  bitbucket: {
    variables: (url) => ({
      BITBUCKET_API_URL: url,
      BITBUCKET_REPO_FULL_NAME: "acme/shop",
      BITBUCKET_PR_ID: "7",
      BITBUCKET_COMMIT: "0123456789ab",
    }),
    isAllowed: (headers) => headers["authorization"] === "Bearer t0ken",
    // https://developer.atlassian.com/cloud/bitbucket/rest/intro/#pagination
    paging: [
      { name: "page", in: "query", schema: { type: "integer" } },
      { name: "pagelen", in: "query", schema: { type: "integer", maximum: 100 } },
    ],
    proseProblem: (body) => {
      const text = body?.content?.raw;
      if (body === undefined || (typeof text === "string" && text.length > 0 && text.length <= 32_768))
        return undefined;
      return "content.raw is missing, empty or too long";
    },
    // The description wants a type of every object, also of one that is sent; Bitbucket does without.
    completed: (body) => ({ type: "pullrequest_comment", ...body }),
    answer: (server, method, url, body) => {
      const account = (id: number) => ({ type: "user", uuid: `{${id}}`, account_id: `557058:${id}` });
      const comment = ({ id, body: raw, author }: Held) => ({
        ...{ type: "pullrequest_comment", id, content: { raw }, user: account(author), deleted: false },
      });
      if (url.pathname === "/2.0/user")
        return server.tellsOwner ? [200, account(OURS)] : [403, ofBitbucket("not accessible")];
      if (method === "POST") return [201, comment(server.add(body.content.raw, OURS))];
      if (method === "PUT") return changed(server, url, body.content.raw, comment, ofBitbucket);
      const size = Number(url.searchParams.get("pagelen") ?? 10);
      const page = Number(url.searchParams.get("page") ?? 1);
      const next = new URL(url);
      next.searchParams.set("page", String(page + 1));
      const values = server.comments.slice((page - 1) * size, page * size).map(comment);
      const more = server.comments.length > page * size ? { next: next.href } : {};
      return [200, { values, pagelen: size, page, size: server.comments.length, ...more }];
    },
  },
};

/** Only its author may change a comment. */
function changed(
  server: ForgeServer,
  url: URL,
  body: string,
  shown: (held: Held) => Json,
  error = (message: string): Json => ({ message }),
): Answer {
  const held = server.comments.find(({ id }) => url.pathname.endsWith(`/${id}`));
  if (!held) return [404, error("404 Not found")];
  return held.author === OURS ? [200, shown(Object.assign(held, { body }))] : [403, error("403 Forbidden")];
}

function ofBitbucket(message: string): Json {
  return { type: "error", error: { message } };
}
