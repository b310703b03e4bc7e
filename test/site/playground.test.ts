import { cpSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rules } from "../../src/rules/index.ts";
import { CHROMIUM, Page } from "../support/chromium.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

interface Playground {
  buildPlayground(options: { root: string; out: string }): Promise<void>;
  linkForRule(rule: string): string | undefined;
  linkOf(files: Record<string, string>): string;
}

const root = join(import.meta.dirname, "../..");
const UNRESERVED = 'resource "aws_lambda_function" "f" {\n  function_name = "f"\n}\n';
let site: string;
let out: string;
let playground: Playground;
let server: Server;
let address: string;

beforeAll(async () => {
  site = temporaryFolder("playground");
  out = join(site, "playground");
  for (const file of ["style.css", "icon.svg"]) cpSync(join(root, "site", file), join(site, file));
  playground = await import(join(root, "site/playground/build.mjs"));
  await playground.buildPlayground({ root, out });
  const types: Record<string, string> = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
  };
  server = createServer(({ url = "" }, response) => {
    try {
      const path = new URL(url, "http://localhost").pathname;
      response.setHeader("content-type", types[extname(path)] ?? "text/plain");
      response.end(readFileSync(join(site, path)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/playground/index.html`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(site, { recursive: true, force: true });
});

describe("the playground's files", () => {
  test("let nothing in or out: no script in the page, no address but its own, no connection", () => {
    const page = readFileSync(join(out, "index.html"), "utf8");
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(page).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|\sstyle=/);
    expect(page.match(/(?:src|href)="(?!\.\.\/|[\w-]+\.)/g)).toBeNull();
  });

  test("the engine is one file that asks Node for nothing", () => {
    const code = readFileSync(join(out, "worker.js"), "utf8");
    expect(code).not.toMatch(/\bfrom\s*["'](?:node:|[a-z])|\brequire\(["']|\bimport\(/);
  });

  test("the engine, as it is in the page, finds what there is, and nothing where it is mended", async () => {
    const ask = await engine();
    const { findings, numbers, pools } = await ask({ "main.tf": UNRESERVED });
    expect(findings.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain(
      "reserved-concurrency-required",
    );
    expect(numbers).toEqual([]);
    expect(pools).toHaveLength(1);
    const mended = UNRESERVED.replace(
      "}",
      '  publish = true\n  reserved_concurrent_executions = parseint(substr(sha256("a"), 0, 1), 16)\n}',
    );
    const after = await ask({ "main.tf": mended });
    expect(after.findings.map(({ ruleId }: { ruleId: string }) => ruleId)).not.toContain(
      "reserved-concurrency-required",
    );
    expect(after.numbers[0]).toMatchObject({
      title: "reserved concurrency: aws_lambda_function.f",
      lines: [expect.stringContaining("12"), expect.any(String)],
    });
  });

  test("each rule has an example that the engine finds it in", async () => {
    const ask = await engine();
    const missed: string[] = [];
    for (const { id } of rules) {
      const link = playground.linkForRule(id);
      if (link === undefined) continue;
      const { findings } = await ask(await filesIn(link));
      if (!findings.some(({ ruleId }: { ruleId: string }) => ruleId === id)) missed.push(id);
    }
    expect(missed).toEqual([]);
    expect(rules.filter(({ id }) => playground.linkForRule(id) === undefined).map(({ id }) => id)).toEqual(
      [],
    );
  });
});

/** What a link holds, read as the page reads it. */
async function filesIn(link: string): Promise<Record<string, string>> {
  const { filesOf } = await import(join(root, "site/playground/link.js"));
  return filesOf(link.slice(link.indexOf("#")));
}

/** The worker of the page, in a thread that has what a page has. */
async function engine() {
  const start = `
    const { parentPort } = require("node:worker_threads");
    globalThis.self = globalThis;
    self.postMessage = (data) => parentPort.postMessage(data);
    let hear;
    self.addEventListener = (_, listener) => { hear = listener; };
    parentPort.on("message", (data) => hear({ data }));
    delete globalThis.Buffer;
    import(${JSON.stringify(`data:text/javascript,${encodeURIComponent(readFileSync(join(out, "worker.js"), "utf8"))}`)}).then(() => parentPort.postMessage("ready"));
  `;
  const worker = new Worker(start, { eval: true });
  workers.push(worker);
  // biome-ignore lint/suspicious/noExplicitAny: what a worker says is looked at by the tests.
  const next = () => new Promise<any>((resolve) => worker.once("message", resolve));
  await next();
  return async (files: Record<string, string>) => {
    const answer = next();
    worker.postMessage({ id: 1, files });
    const { failure, ...rest } = await answer;
    if (failure !== undefined) throw new Error(failure);
    return rest;
  };
}

const workers: Worker[] = [];
afterAll(() => Promise.all(workers.map((worker) => worker.terminate())));

describe.skipIf(CHROMIUM === undefined)("the playground in a browser", () => {
  test("shows what is found in a link's text; type, see it go; undo, and a click mends it; a number is explained on hover", async () => {
    const files = { "main.tf": UNRESERVED, "policy.yml": "default-reserved: 7\n" };
    const page = await Page.open(CHROMIUM ?? "", `${address}${playground.linkOf(files)}`);
    try {
      const found = () =>
        page.value<string[]>("[...document.querySelectorAll('.finding a')].map((each) => each.textContent)");
      const type = (text: string) =>
        page.value(
          `(() => { const text = document.getElementById("text"); text.value = ${JSON.stringify(text)}; text.dispatchEvent(new Event("input")); })()`,
        );
      const settled = { timeout: 20_000 };
      await expect.poll(found, settled).toEqual(["reserved-concurrency-required"]);
      expect(await page.value("document.querySelector('#marks mark').textContent")).toBe(
        'resource "aws_lambda_function" "f" {',
      );
      await type(UNRESERVED.replace("}", "  reserved_concurrent_executions = 20\n}"));
      await expect.poll(found, settled).toEqual([]);
      await type(UNRESERVED);
      await expect.poll(found, settled).toEqual(["reserved-concurrency-required"]);
      await page.value("document.querySelector('.fix').click()");
      await expect.poll(found, settled).toEqual([]);
      expect(await page.value("document.getElementById('text').value")).toContain(
        "reserved_concurrent_executions = 7",
      );
      const tip = await page.value<string>(`(() => {
        const text = document.getElementById("text");
        const line = text.value.split("\\n").findIndex((each) => each.includes("reserved_"));
        const column = text.value.split("\\n")[line].indexOf("7");
        const box = text.getBoundingClientRect();
        const context = document.createElement("canvas").getContext("2d");
        context.font = getComputedStyle(text).fontSize + " " + getComputedStyle(text).fontFamily;
        const at = { clientX: box.left + 8 + column * context.measureText("0").width, clientY: box.top + 8 + 20 * line + 10 };
        text.dispatchEvent(new MouseEvent("mousemove", at));
        const tip = document.getElementById("tip");
        return tip.hidden ? "" : tip.textContent;
      })()`);
      expect(tip).toContain("reserved concurrency: aws_lambda_function.f");
      expect(tip).toContain("takes 7 of 900");
      expect(page.complaints).toEqual([]);
    } finally {
      await page.close();
    }
  });

  test("shows names as text, whatever they hold, and takes no link that is none", async () => {
    const hostile = "<img src=x onerror=alert(1)>";
    const page = await Page.open(
      CHROMIUM ?? "",
      `${address}${playground.linkOf({ [`${hostile}/main.tf`]: UNRESERVED })}`,
    );
    try {
      const shown = () => page.value<string>("document.querySelector('.finding button')?.textContent ?? ''");
      await expect.poll(shown, { timeout: 20_000 }).toBe(`${hostile}/main.tf:1`);
      expect(await page.value("document.querySelectorAll('img').length")).toBe(0);
      await page.value("location.hash = '#z=bm90IGRlZmxhdGVk'");
      expect(await shown()).toBe(`${hostile}/main.tf:1`);
      expect(page.complaints).toEqual([]);
    } finally {
      await page.close();
    }
  });
});
