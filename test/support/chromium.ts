import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { temporaryFolder } from "./temporary-folder.ts";

/** Where systems have it; a test of pages is left out where none of them is there. */
export const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);

interface Message {
  id?: number;
  method?: string;
  params?: Record<string, unknown>;
  result?: Record<string, unknown>;
  error?: { message: string };
}

/** A page in a browser without a window, spoken to over a pipe (https://chromedevtools.github.io/devtools-protocol/). */
export class Page {
  /** What the browser complains of: scripts that fail, and what the page's own policy refuses. */
  readonly complaints: string[] = [];
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #waiting = new Map<number, (message: Message) => void>();
  #session: string | undefined;
  #asked = 0;

  private constructor(browser: string) {
    this.#profile = temporaryFolder("chromium");
    const options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
    this.#process = spawn(
      browser,
      [...options, `--user-data-dir=${this.#profile}`, "--remote-debugging-pipe", "about:blank"],
      { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
    );
    let left = "";
    (this.#process.stdio[4] as Readable).setEncoding("utf8").on("data", (data: string) => {
      const messages = (left + data).split("\0");
      left = messages.pop() ?? "";
      for (const message of messages) this.#hear(JSON.parse(message));
    });
  }

  static async open(browser: string, address: string): Promise<Page> {
    const page = new Page(browser);
    const { targetId } = await page.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await page.send("Target.attachToTarget", { targetId, flatten: true });
    page.#session = sessionId as string;
    for (const domain of ["Page", "Runtime", "Log"]) await page.send(`${domain}.enable`);
    await page.send("Page.navigate", { url: address });
    return page;
  }

  send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = ++this.#asked;
    const session = this.#session === undefined ? {} : { sessionId: this.#session };
    (this.#process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    return new Promise((resolve, reject) =>
      this.#waiting.set(id, ({ result, error }) =>
        error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result ?? {}),
      ),
    );
  }

  /** The value of an expression in the page. */
  async value<T>(expression: string): Promise<T> {
    const { result } = await this.send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    return (result as { value: T }).value;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.on("exit", resolve));
    this.#session = undefined;
    this.send("Browser.close").catch(() => {});
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  #hear({ id, method, params = {}, ...rest }: Message): void {
    if (id !== undefined) this.#waiting.get(id)?.({ id, ...rest });
    if (method === "Runtime.exceptionThrown")
      this.complaints.push(JSON.stringify(params["exceptionDetails"]));
    const entry = params["entry"] as { level: string; text: string } | undefined;
    if (method === "Log.entryAdded" && entry?.level === "error") this.complaints.push(entry.text);
  }
}
