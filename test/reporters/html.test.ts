import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { describe, expect, it } from "vitest";
import html from "../../src/reporters/html/index.ts";
import { PALETTE } from "../../src/reporters/html/style.ts";
import { reportOnExample } from "../support/storefront.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const page = html.render(await reportOnExample("storefront"), {
  colour: false,
  quiet: false,
  shown: (file: string) => file,
  version: "0.1.0",
});

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const errors: string[] = [];
const document = parse(page, { onParseError: ({ code, startLine }) => errors.push(`${startLine}: ${code}`) });

function elements(name?: string, node: Node = document): Element[] {
  const own = "tagName" in node && (name === undefined || node.tagName === name) ? [node] : [];
  const below = "childNodes" in node ? node.childNodes.flatMap((child) => elements(name, child)) : [];
  return [...own, ...below];
}
const attribute = (element: Element, name: string) => element.attrs.find((each) => each.name === name)?.value;
const textOf = (node: Node): string =>
  "value" in node ? node.value : "childNodes" in node ? node.childNodes.map(textOf).join("") : "";

describe("the page", () => {
  it("is well formed", () => {
    expect(errors).toEqual([]);
  });

  it("asks for nothing from outside, and links to the rules' pages alone", () => {
    for (const element of elements()) {
      expect(attribute(element, "src")).toBeUndefined();
      expect(attribute(element, "style")).toBeUndefined();
      const href = attribute(element, "href");
      if (href !== undefined)
        expect(href).toMatch(/^(?:#[a-z]+$|https:\/\/github\.com\/lambda-concurrency-policy\/)/);
    }
    expect(elements("link")).toEqual([]);
    expect(page).not.toMatch(/@import|url\(/);
  });

  it("lets only its own style and script act", () => {
    const policy = elements("meta")
      .map((meta) => attribute(meta, "content"))
      .find((each) => each?.includes("default-src"));
    for (const name of ["style", "script"]) {
      const [element, another] = elements(name);
      expect(another).toBeUndefined();
      const hash = createHash("sha256")
        .update(textOf(element as Node))
        .digest("base64");
      expect(policy).toContain(`${name}-src 'sha256-${hash}'`);
    }
    expect(policy).toContain("default-src 'none'");
  });

  it("has one main heading, headings in order, and every id once", () => {
    const levels = elements()
      .filter(({ tagName }) => /^h[1-6]$/.test(tagName))
      .map(({ tagName }) => Number(tagName[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries())
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    const ids = elements().flatMap((element) => attribute(element, "id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const element of elements()) {
      const target = attribute(element, "aria-labelledby") ?? attribute(element, "for");
      if (target !== undefined) expect(ids).toContain(target);
    }
  });

  it("says in text what its pictures show, and names its tables and columns", () => {
    for (const picture of elements("svg"))
      expect(attribute(picture, "aria-label")).toMatch(/^\d+ of \d+ taken$/);
    for (const table of elements("table")) {
      expect(elements("caption", table)).toHaveLength(1);
      for (const head of elements("th", table)) expect(attribute(head, "scope")).toMatch(/^(?:col|row)$/);
    }
  });

  it("holds every finding and every function in every environment, without a script", async () => {
    const report = await reportOnExample("storefront");
    const rows = elements().filter((element) => attribute(element, "data-row") !== undefined);
    expect(rows).toHaveLength(report.findings.length + report.model.functions.length);
    for (const row of rows) expect(attribute(row, "hidden")).toBeUndefined();
  });

  it("draws each pool to scale", () => {
    const [first] = elements("svg") as [Element];
    const parts = elements("rect", first).map((part) => Number(attribute(part, "width")));
    expect(parts).toEqual([480, 250, 50, 30, 20, 120, 100]);
    expect(attribute(first, "viewBox")).toBe("0 0 1050 10");
  });
});

describe.each(Object.entries(PALETTE))("in %s", (_, colours) => {
  it.each(["text", "muted", "link", "error", "warning", "good"] as const)("%s can be read", (name) => {
    expect(contrast(colours[name], colours.ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colours[name], colours.raised)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(["reserved", "provisioned", "elsewhere", "floor"] as const)("%s stands out", (name) => {
    expect(contrast(colours[name], colours.raised)).toBeGreaterThanOrEqual(3);
  });
});

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);

describe.runIf(CHROMIUM !== undefined)("in a browser", () => {
  it("the script runs under the page's own policy and shows the search fields", () => {
    const folder = temporaryFolder("page");
    try {
      const file = join(folder, "report.html");
      writeFileSync(file, page);
      const { stdout } = spawnSync(
        CHROMIUM as string,
        [
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-sync",
          "--no-first-run",
          `--user-data-dir=${join(folder, "profile")}`,
          "--dump-dom",
          `file://${file}`,
        ],
        { encoding: "utf8", timeout: 45_000 },
      );
      const forms = elements("form", parse(stdout));
      expect(forms.length).toBeGreaterThanOrEqual(2);
      for (const form of forms) expect(attribute(form, "hidden")).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
