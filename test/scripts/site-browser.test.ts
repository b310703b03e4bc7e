import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Browser, CHROMIUM } from "../support/browser.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

describe.runIf(CHROMIUM !== undefined)("the site in Chromium", () => {
  let out: string;
  let server: Server;
  let browser: Browser;
  let url: string;
  beforeAll(async () => {
    out = temporaryFolder("site");
    spawnSync(process.execPath, ["scripts/site.mjs", "--out", out], { cwd: root });
    server = createServer(({ url: path = "/" }, response) => {
      const file = join(out, decodeURIComponent(path.split(/[?#]/, 1)[0] ?? ""));
      if (!existsSync(file)) return void response.writeHead(404).end();
      response
        .writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain" })
        .end(readFileSync(file));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await Browser.start();
  });
  afterAll(async () => {
    await browser.stop();
    server.closeAllConnections();
    server.close();
    rmSync(out, { recursive: true, force: true, maxRetries: 5 });
  });

  test("finds what is typed, from a page below the top, and asks no other server", async () => {
    await browser.open(`${url}/docs/rules/regions-alike.html`);
    await browser.evaluate("document.querySelector('#search').focus()");
    await browser.type("bitbucket token");
    await browser.until("document.querySelectorAll('#found a').length > 0");
    const target = String(await browser.evaluate("document.querySelector('#found a').href"));
    expect(target).toContain(`${url}/docs/ci.html#`);
    await browser.open(target);
    expect(await browser.evaluate("document.title")).toBe("Outside of GitHub · lambda-concurrency-policy");
    expect(await browser.evaluate("document.querySelector(location.hash) !== null")).toBe(true);
    expect(browser.complaints).toEqual([]);
    expect(browser.requested.filter((each) => !each.startsWith(url))).toEqual([]);
  });

  test("has a page that fits the window, with its style", async () => {
    await browser.open(`${url}/index.html`);
    const widths = await browser.evaluate("[document.documentElement.scrollWidth, innerWidth].join()");
    const [page = 0, window = 0] = String(widths).split(",").map(Number);
    expect(page).toBeLessThanOrEqual(window);
    expect(await browser.evaluate("getComputedStyle(document.querySelector('nav')).position")).toBe("sticky");
  });
});
