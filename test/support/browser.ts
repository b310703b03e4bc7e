import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { temporaryFolder } from "./temporary-folder.ts";

/** Chromium on this machine, where there is one. */
export const CHROMIUM = ["chromium", "chromium-browser", "google-chrome"].find(
  (name) => spawnSync(name, ["--version"]).status === 0,
);

/** A headless Chromium with one page, driven by the DevTools protocol over pipes. */
export class Browser {
  /** What the page's policy refused, and what its scripts threw. */
  readonly complaints: string[] = [];
  /** The addresses that the page asked for. */
  readonly requested: string[] = [];
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #waiting = new Map<number, (result: Record<string, unknown>) => void>();
  #last = 0;
  #session = "";

  private constructor(profile: string, child: ChildProcess) {
    this.#profile = profile;
    this.#process = child;
    let rest = "";
    (child.stdio[4] as Readable).setEncoding("utf8").on("data", (chunk: string) => {
      const messages = (rest + chunk).split("\0");
      rest = messages.pop() ?? "";
      for (const message of messages) this.#take(JSON.parse(message));
    });
  }

  static async start(): Promise<Browser> {
    const profile = temporaryFolder("browser");
    const options = [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--remote-debugging-pipe",
      `--user-data-dir=${profile}`,
    ];
    const child = spawn(CHROMIUM ?? "", options, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    const browser = new Browser(profile, child);
    const { targetId } = await browser.#send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await browser.#send("Target.attachToTarget", { targetId, flatten: true });
    browser.#session = String(sessionId);
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await browser.#send(`${domain}.enable`);
    return browser;
  }

  async open(url: string): Promise<void> {
    await this.#send("Page.navigate", { url });
    await this.until("document.readyState === 'complete'");
  }

  /** The value of an expression in the page. */
  async evaluate(expression: string): Promise<unknown> {
    const { result } = await this.#send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    return (result as { value?: unknown } | undefined)?.value;
  }

  /** Waits until an expression is true. */
  async until(expression: string): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      if ((await this.evaluate(expression)) === true) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`It never came true: ${expression}`);
  }

  /** Types into what has the focus. */
  async type(text: string): Promise<void> {
    await this.#send("Input.insertText", { text });
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.#process.once("close", resolve));
    this.#process.kill("SIGKILL");
    await gone;
    rmSync(this.#profile, { recursive: true, force: true });
  }

  #send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = ++this.#last;
    const session = this.#session === "" ? {} : { sessionId: this.#session };
    (this.#process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  // biome-ignore lint/suspicious/noExplicitAny: messages of the protocol are of every shape.
  #take({ id, result, method, params }: any): void {
    if (id !== undefined) this.#waiting.get(id)?.(result ?? {});
    else if (method === "Log.entryAdded" && params.entry.level === "error")
      this.complaints.push(params.entry.text);
    else if (method === "Runtime.exceptionThrown") this.complaints.push(params.exceptionDetails.text);
    else if (method === "Network.requestWillBeSent") this.requested.push(params.request.url);
  }
}
