import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { Report } from "../../src/finding.ts";
import { deedsOf, HOSTILE_NAMES, hostileEstate, UNSEEN, withoutOwnBreaks } from "../support/hostile.ts";
import { reporters } from "../support/reporters.ts";

const OPTIONS = { colour: false, quiet: false, shown: (file: string) => file, version: "0.1.0" };
const DOCS = "https://github.com/lambda-concurrency-policy/lambda-concurrency-policy/";

/** One report for each name, whatever the form of output. */
const reports = new Map<string, Promise<Report>>();

function reportOn(name: string): Promise<Report> {
  const report = reports.get(name) ?? reportAnew(name);
  reports.set(name, report);
  return report;
}

async function reportAnew(name: string): Promise<Report> {
  const checkout = new MemoryCheckout(hostileEstate([name]));
  const outcome = await runPolicy({
    checkout,
    paths: ["."],
    policyFile: "policy.yml",
    today: "2026-01-01",
  });
  if (!("report" in outcome)) throw new Error(JSON.stringify(outcome.policyProblems));
  return outcome.report;
}

/** A name in which nothing is special and that stands at the same place among the others of the estate. */
function plainFor(name: string): string {
  const others = [".", "Reserved", "policy.yml"];
  const place = (each: string) => others.filter((other) => other < each).length;
  return ["-mallory", "0mallory", "mallory", "z mallory"].find((plain) => place(plain) === place(name)) ?? "";
}

type Node = DefaultTreeAdapterTypes.Node;

/** Tags and the names of attributes; values of attributes that are ours alone. */
function htmlTree(node: Node): unknown {
  if ("value" in node) return undefined;
  const below = "childNodes" in node ? node.childNodes.map(htmlTree).filter((each) => each) : [];
  if (!("tagName" in node)) return below;
  const ours = node.attrs.map(({ name, value }) => (name === "title" ? name : `${name}=${value}`));
  return [node.tagName, ours, below];
}

/** What of an output is ours: it must be the same whatever a name holds. */
const SKELETONS: Readonly<Record<string, (text: string) => unknown>> = {
  text: (text) => text.split("\n").length,
  github: (text) => text.split("\n").map((line) => /^::\w+ (?:[a-zA-Z]+=[^,:\r]*,?)+::|^$/.test(line)),
  markdown: (text) => {
    // A sentence that fills a line goes on below it.
    const lines = text.replace(/(?<=[^\n]{250})\n +(?!- )/g, " ").split("\n");
    return {
      lines: lines.map((line) => /^ *(?:#+ |- |\| |```|<\/?details>|$)/.exec(line)?.[0]),
      // A pipe that is escaped, or in code, where none is left, ends no cell.
      cells: lines.map((line) => (line.startsWith("|") ? line.split(/(?<!\\)\|/).length : 0)),
    };
  },
  junit: (text) => {
    expect(text.replace(/&(?:amp|lt|gt|quot|#10|#35);/g, "")).not.toContain("&");
    // Lines break where words end.
    return text.replace(/="[^"<]*"/g, '=""').replace(/>[^<>]+</g, "><");
  },
  html: (text) => htmlTree(parse(text, { onParseError: ({ code }) => expect.fail(code) })),
  json: (text) => shapeOf(JSON.parse(text)),
  sarif: (text) => shapeOf(JSON.parse(text)),
  gitlab: (text) => shapeOf(JSON.parse(text)),
};

function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shapeOf(each)]));
}

const names = Object.entries(HOSTILE_NAMES);

describe.each(reporters)("$name", (reporter) => {
  const render = async (name: string) => reporter.render(await reportOn(name), OPTIONS);
  const skeleton = SKELETONS[reporter.name];

  it.each(names)("tells of %s", async (_, name) => {
    const text = await render(name);
    expect(text).toContain("lory");
    const foreign = reporter.name === "markdown" ? withoutOwnBreaks(text) : text;
    expect(UNSEEN.exec(foreign)?.[0]).toBeUndefined();
    // A line that is GitHub's own command is read as that one, and by no other runner.
    if (reporter.name !== "github") expect(text).not.toMatch(/##(?:vso)?\[/i);
  });

  it.each(names)("has the same shape with %s as with any name", async (_, name) => {
    expect(skeleton?.(await render(name))).toEqual(skeleton?.(await render(plainFor(name))));
    expect(skeleton).toBeDefined();
  });

  if (reporter.name === "markdown")
    it.each(names)("is no markup of %s", async (_, name) => {
      const ours = { tags: ["details", "summary"], links: new RegExp(`^${DOCS}`) };
      expect(deedsOf(await render(name), ours)).toEqual([]);
    });

  if (["json", "sarif", "gitlab"].includes(reporter.name))
    it.each(names)("keeps paths of %s", async (_, name) => {
      const values: unknown[] = [];
      JSON.parse(await render(name), (__, value) => values.push(value) && value);
      const [file] = (await reportOn(name)).findings.map(({ at }) => at.file);
      const path = reporter.name === "sarif" ? encodeURIComponent(file as string) : file;
      expect(values).toContain(path);
      if (reporter.name === "json") expect(values).toEqual(expect.arrayContaining([name, file]));
    });
});

it("there is something of each name to tell: findings, some undetermined, a waived one and remarks", async () => {
  for (const name of Object.values(HOSTILE_NAMES)) {
    const { findings, diagnostics, coverage, summary } = await reportOn(name);
    expect(summary).toMatchObject({ errors: 3, undetermined: 2, waived: 1 });
    expect(findings.map(({ subject }) => subject)).toContain(name);
    expect(findings.find(({ waiver }) => waiver)?.waiver).toMatchObject({ reason: name, owner: name });
    expect(diagnostics.length + coverage.unread.length).toBeGreaterThanOrEqual(2);
  }
});
