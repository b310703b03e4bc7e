import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { requestProblem, responseProblem } from "./contract.ts";
import { checkRun, issueComment, review, type reviewComment } from "./representations.ts";

/** A request that the server got. */
export interface Recorded {
  method: string;
  /** With the query. */
  path: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape.
  body: any;
}

interface Failure {
  status: number;
  times: number;
  headers: Record<string, string>;
  message: string;
}

/** GitHub's API on this machine: it holds one pull request's comments, reviews and check runs, refuses what GitHub would, and answers as GitHub does: both by its own OpenAPI description. */
export class GitHubServer {
  readonly requests: Recorded[] = [];
  comments: ReturnType<typeof issueComment>[] = [];
  reviewComments: ReturnType<typeof reviewComment>[] = [];
  /** Files by `commit:path`. */
  files = new Map<string, string>();
  login = "github-actions[bot]";
  /** Answers of this server that GitHub would not give: faults of the tests. */
  readonly #unlikely: string[] = [];
  readonly #failures = new Map<string, Failure>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<GitHubServer> {
    const server = new GitHubServer();
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Requests that change something. */
  get writes(): Recorded[] {
    return this.requests.filter(({ method, path }) => method !== "GET" && path !== "/graphql");
  }

  /** Fails requests of a method whose path holds a text, a number of times. */
  fail(method: string, path: string, failure: Partial<Failure> & { status: number }): void {
    this.#failures.set(`${method} ${path}`, {
      times: Number.POSITIVE_INFINITY,
      headers: {},
      message: "Resource not accessible by integration",
      ...failure,
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    if (this.#unlikely.length > 0) throw new Error(this.#unlikely.join("\n"));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString("utf8");
    const { method = "", url: path = "" } = request;
    const body = raw === "" ? undefined : JSON.parse(raw);
    this.requests.push({ method, path, body });
    const [status, data, headers] = this.#failureFor(method, path) ?? this.#route(method, path, body);
    const unlikely = responseProblem(method, new URL(path, this.url).pathname, status, data);
    if (unlikely) this.#unlikely.push(`${method} ${path} ${status}: ${unlikely}`);
    const isText = typeof data === "string";
    response.writeHead(status, {
      "content-type": isText ? "application/vnd.github.raw" : "application/json; charset=utf-8",
      ...headers,
    });
    response.end(isText ? data : JSON.stringify(data));
  }

  #failureFor(method: string, path: string): Answer | undefined {
    for (const [key, failure] of this.#failures) {
      const [failing, part] = key.split(" ") as [string, string];
      if (failing !== method || !path.includes(part) || failure.times <= 0) continue;
      failure.times -= 1;
      return [failure.status, errorBody(failure.message), failure.headers];
    }
    return undefined;
  }

  #route(method: string, path: string, body: Recorded["body"]): Answer {
    const url = new URL(path, this.url);
    const wrong = requestProblem(method, url, body);
    if (wrong) return [422, errorBody(`Validation Failed: ${wrong}`), {}];
    const last = Number(url.pathname.split("/").at(-1));
    switch (`${method} ${url.pathname.replace(/\/\d+/g, "/N").replace("/repos/acme/shop", "")}`) {
      case "POST /graphql":
        return [200, { data: { viewer: { login: this.login } } }, {}];
      case "GET /issues/N/comments":
        return this.#page(url, this.comments);
      case "GET /pulls/N/comments":
        return this.#page(url, this.reviewComments);
      case "POST /issues/N/comments":
        return [201, this.#addComment(body.body), {}];
      case "PATCH /issues/comments/N":
        for (const comment of this.comments) if (comment.id === last) comment.body = body.body;
        return [200, issueComment(last, body.body, this.login), {}];
      case "POST /check-runs":
        return [201, checkRun(77, body), {}];
      case "PATCH /check-runs/N":
        return [200, checkRun(last, body), {}];
      case "POST /pulls/N/reviews":
        return [200, review(80, body.commit_id, this.login), {}];
    }
    const file = /^\/repos\/acme\/shop\/contents\/(.+)$/.exec(url.pathname)?.[1];
    const text = file && this.files.get(`${url.searchParams.get("ref")}:${decodeURIComponent(file)}`);
    return text === undefined ? [404, errorBody("Not Found"), {}] : [200, text, {}];
  }

  #addComment(body: string) {
    const comment = issueComment(1000 + this.comments.length, body, this.login);
    this.comments.push(comment);
    return comment;
  }

  #page(url: URL, all: readonly unknown[]): Answer {
    const size = Number(url.searchParams.get("per_page") ?? 30);
    const page = Number(url.searchParams.get("page") ?? 1);
    const next = new URL(url);
    next.searchParams.set("page", String(page + 1));
    const link: Record<string, string> = all.length > page * size ? { link: `<${next}>; rel="next"` } : {};
    return [200, all.slice((page - 1) * size, page * size), link];
  }
}

type Answer = [status: number, data: unknown, headers: Record<string, string>];

function errorBody(message: string) {
  return { message, documentation_url: "https://docs.github.com/rest" };
}
