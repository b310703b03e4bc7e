import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Contract, type Json } from "../openapi.ts";
import { type Answer, APIS, type Api, type ForgeName, type Held, MALLORY, OURS } from "./apis.ts";

export { type ForgeName, MALLORY, OURS };

/** A request that the server got. */
export interface Recorded {
  method: string;
  /** With the query. */
  path: string;
  headers: IncomingMessage["headers"];
  body: Json;
}

/** A forge's API on this machine: it holds one pull request's comments, refuses what the forge would, and answers as it does. */
export class ForgeServer {
  readonly requests: Recorded[] = [];
  comments: Held[] = [];
  /** Whether the forge tells who the token's owner is. */
  tellsOwner = true;
  /** Answers in the place of the usual one, the first that returns something. */
  readonly interruptions: ((method: string, path: string) => Answer | "silence" | undefined)[] = [];
  readonly #unlikely: string[] = [];
  readonly #api: Api;
  readonly #contract: Contract;
  readonly #server: Server;

  private constructor(name: ForgeName) {
    this.#api = APIS[name];
    const text = readFileSync(join(import.meta.dirname, `${name}.json`), "utf8");
    this.#contract = new Contract(JSON.parse(text), `${name}'s`, this.#api.paging);
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(name: ForgeName): Promise<ForgeServer> {
    const server = new ForgeServer(name);
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get variables(): Record<string, string> {
    return this.#api.variables(this.url);
  }

  /** Requests that change something. */
  get writes(): Recorded[] {
    return this.requests.filter(({ method }) => method !== "GET");
  }

  /** What a person sees: the comments, the oldest first. */
  bodiesOf(author: number): string[] {
    return this.comments.filter((each) => each.author === author).map(({ body }) => body);
  }

  add(body: string, author: number, status?: string): Held {
    const comment = { id: 1000 + this.comments.length, body, author, ...(status ? { status } : {}) };
    this.comments.push(comment);
    return comment;
  }

  /** Answers that the forge would not give are faults of the tests. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    if (this.#unlikely.length > 0) throw new Error(this.#unlikely.join("\n"));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString("utf8");
    const { method = "", url: path = "", headers } = request;
    const body = raw === "" ? undefined : JSON.parse(raw);
    this.requests.push({ method, path, headers, body });
    const url = new URL(path, this.url);
    const interruption = this.interruptions.map((each) => each(method, path)).find((each) => each);
    if (interruption === "silence") return;
    const [status, data, more] = interruption ?? this.#route(method, url, body, headers);
    const unlikely = interruption
      ? undefined
      : this.#contract.responseProblem(method, url.pathname, status, data);
    if (unlikely) this.#unlikely.push(`${method} ${path} ${status}: ${unlikely}`);
    response.writeHead(status, { "content-type": "application/json", ...more });
    response.end(typeof data === "string" ? data : JSON.stringify(data));
  }

  #route(method: string, url: URL, body: Json, headers: IncomingMessage["headers"]): Answer {
    if (!this.#api.isAllowed(headers)) return [401, { message: "401 Unauthorized" }];
    const { completed, proseProblem } = this.#api;
    const full = body === undefined ? undefined : (completed?.(body) ?? body);
    const wrong = this.#contract.requestProblem(method, url, full) ?? proseProblem?.(body);
    if (wrong) return [400, { message: wrong }];
    return this.#api.answer(this, method, url, body);
  }
}
