import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import MiniSearch from "minisearch";
import { type DefaultTreeAdapterMap, parse } from "parse5";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
type Node = DefaultTreeAdapterMap["childNode"];

interface Element {
  tag: string;
  attributes: Record<string, string>;
  text: string;
}

/** Every element of a page, as a browser reads it. */
function elementsOf(html: string): Element[] {
  const found: Element[] = [];
  const walk = (nodes: readonly Node[]) => {
    for (const node of nodes) {
      if (!("tagName" in node)) continue;
      const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
      const text = node.childNodes.map((each) => ("value" in each ? each.value : "")).join("");
      found.push({ tag: node.tagName, attributes, text });
      walk(node.childNodes);
    }
  };
  walk(parse(html).childNodes);
  return found;
}

describe("npm run site", () => {
  let out: string;
  let pages: string[];
  let elements: Map<string, Element[]>;
  beforeAll(() => {
    out = temporaryFolder("site");
    const { status, stderr } = spawnSync(process.execPath, ["scripts/site.mjs", "--out", out], {
      cwd: root,
      encoding: "utf8",
    });
    expect(status, stderr).toBe(0);
    pages = readdirSync(out, { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".html") && !file.startsWith("playground"),
    );
    elements = new Map(pages.map((page) => [page, elementsOf(readFileSync(join(out, page), "utf8"))]));
  });
  afterAll(() => rmSync(out, { recursive: true, force: true, maxRetries: 5 }));

  test("has a page of every document", () => {
    const documents = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".md"),
    );
    for (const file of documents)
      expect(pages).toContain(
        join("docs", file.replace(/README\.md$/, "index.html").replace(/\.md$/, ".html")),
      );
    for (const page of ["index.html", "SECURITY.html", "CHANGELOG.html", "CONTRIBUTING.html"])
      expect(pages).toContain(page);
  });

  test("leads from every page to every other", () => {
    for (const page of pages) {
      const targets = (elements.get(page) ?? [])
        .map(({ attributes }) => attributes["href"] ?? "")
        .filter((href) => href.endsWith(".html"));
      const reached = new Set(targets.map((href) => relative(out, join(out, dirname(page), href))));
      for (const other of pages) expect(reached.has(other), `${page} to ${other}`).toBe(true);
    }
  });

  test("has no link that leads nowhere", () => {
    const ids = new Map(
      [...elements].map(([page, all]) => [page, new Set(all.map(({ attributes }) => attributes["id"]))]),
    );
    for (const [page, all] of elements)
      for (const { attributes } of all) {
        const target = attributes["href"] ?? attributes["src"];
        if (target === undefined || /^[a-z]+:/.test(target)) continue;
        const [file = "", anchor] = target.split("#");
        const found = file === "" ? page : relative(out, join(out, dirname(page), file));
        expect(existsSync(join(out, found)), `${target} in ${page}`).toBe(true);
        if (anchor !== undefined && ids.has(found))
          expect(ids.get(found)?.has(decodeURIComponent(anchor)), `${target} in ${page}`).toBe(true);
      }
  });

  test("runs nothing but its own files and asks nobody else for anything", () => {
    for (const [page, all] of elements) {
      const policy = all.find(({ attributes }) => attributes["http-equiv"] === "Content-Security-Policy");
      expect(policy?.attributes["content"], page).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self';/,
      );
      expect(policy?.attributes["content"]).not.toContain("unsafe");
      for (const { tag, attributes, text } of all) {
        if (tag === "script") expect(text, page).toBe("");
        expect(tag, page).not.toMatch(/^(?:style|iframe|object|embed|base)$/);
        expect(
          Object.keys(attributes).filter((name) => /^on|^style$/.test(name)),
          `${page} <${tag}>`,
        ).toEqual([]);
        if (tag !== "a")
          expect(attributes["href"] ?? attributes["src"] ?? "", page).not.toMatch(/^(?:[a-z]+:|\/)/);
      }
    }
  });

  test("shows documents whole: headings, code in colours, tables, pictures", () => {
    const page = readFileSync(join(out, "docs/ci.html"), "utf8");
    expect(page).toContain('<h2 id="azure-pipelines">Azure Pipelines</h2>');
    expect(page).toContain('<span class="t-keyword">');
    expect(page).toContain('<div class="table"><table>');
    expect(page).not.toContain("&lt;!-- ci:");
    expect(readFileSync(join(out, "index.html"), "utf8")).toContain('src="docs/finding.svg"');
    expect(existsSync(join(out, "docs/finding.svg"))).toBe(true);
  });

  test("is searched for what stands in a section", async () => {
    const { SEARCH_OPTIONS } = await import("../../site/search-options.js");
    const search = MiniSearch.loadJSON(readFileSync(join(out, "search.json"), "utf8"), SEARCH_OPTIONS);
    const first = (words: string) => search.search(words)[0]?.["id"];
    expect(first("bitbucket pipelines")).toMatch(/^docs\/ci\.html#/);
    expect(first("report vulnerability")).toMatch(/^SECURITY\.html#/);
    for (const { id } of search.search("reserved"))
      expect(existsSync(join(out, id.split("#")[0]))).toBe(true);
    expect(statSync(join(out, "search.json")).size).toBeLessThan(1_500_000);
  });
});
