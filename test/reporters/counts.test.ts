import { beforeAll, describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import { runChange } from "../../src/engine/run-change.ts";
import type { Report } from "../../src/finding.ts";
import { notePage } from "../../src/pages/note.ts";
import { page } from "../../src/pages/page.ts";
import { verdictOf } from "../../src/verdict.ts";
import { reporters } from "../support/reporters.ts";

const POLICY = `environments:
  prod: { production: true, account: "111122223333", regions: [eu-west-1] }
rules:
  reserved-concurrency-in-range: { severity: warning, max: 50 }
waivers:
  - { rule: reserved-concurrency-required, function: "legacy*", owner: platform, reason: retired soon }
`;
const fn = (name: string, reserved?: number | string) =>
  `resource "aws_lambda_function" "${name}" {\n  function_name = "${name}"\n${reserved === undefined ? "" : `  reserved_concurrent_executions = ${reserved}\n`}}\n`;
const all = (names: string[], reserved?: number | string) => names.map((name) => fn(name, reserved)).join("");
const far = (name: string) =>
  `module "${name}" {\n  source = "git::https://example.com/lambda-${name}.git"\n}\n`;

/** One worse, two better, three fixed, four new and five unchanged of errors and warnings, some undetermined, two waived. */
const BASE = [
  fn("up", 60),
  all(["down_1", "down_2"], 90),
  all(["mended_1", "mended_2", "mended_3"]),
  all(["old_1", "old_2"]),
  all(["old_3", "old_4"], 55),
  far("old"),
  all(["legacy_1", "legacy_2"]),
].join("");
const HEAD = [
  fn("up", 70),
  all(["down_1", "down_2"], 80),
  all(["old_1", "old_2"]),
  all(["old_3", "old_4"], 55),
  far("old"),
  all(["legacy_1", "legacy_2"]),
  all(["new_1", "new_2"]),
  all(["mended_1", "mended_2", "mended_3"], 5),
  fn("new_3", 51),
  far("fresh"),
].join("");

const STATES = { new: 4, worse: 1, better: 2, fixed: 3, unchanged: 5 };
const LEVELS = { errors: 4, warnings: 6, undetermined: 2, waived: 2 };

const tree = (text: string) => new MemoryCheckout({ "main.tf": text, "policy.yml": POLICY }, ["main.tf"]);
const options = { checkout: tree(HEAD), paths: ["."], today: "2026-11-01" };

let change: Report;
let whole: Report;
beforeAll(async () => {
  const [ofChange, ofHead] = [
    await runChange(options, { checkout: tree(BASE), name: "main" }),
    await runPolicy(options),
  ];
  if (!("report" in ofChange && "report" in ofHead)) throw new Error("the policy is wrong");
  change = ofChange.report;
  whole = ofHead.report;
});

function render(name: string, report: Report): string {
  const reporter = reporters.find((each) => each.name === name);
  return (
    reporter?.render(report, { colour: false, quiet: false, shown: (file) => file, version: "0.1.0" }) ?? ""
  );
}

/** How often each of some words is there, by a pattern whose first group is the word. */
function counted(text: string, pattern: RegExp): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [, word = ""] of text.matchAll(pattern)) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** The numbers that a text gives to some words: "4 new", "There before this change (5)". */
function numbers(text: string | undefined): Record<string, number> {
  const found = [
    ...(text ?? "").matchAll(/(\d+) (new|worse|better|fixed|errors?|warnings?|undetermined|waived)\b/g),
  ];
  return Object.fromEntries(
    found.map(([, count, word = ""]) => [word.replace(/(error|warning)$/, "$1s"), Number(count)]),
  );
}

describe("the numbers of a change are the same", () => {
  const { unchanged, ...moved } = STATES;

  it("in JSON, in SARIF and in JUnit", () => {
    const json = JSON.parse(render("json", change));
    const states = counted(JSON.stringify(json.findings), /"change":"(\w+)"/g);
    expect({ ...states, fixed: json.comparison.fixed.length }).toEqual(STATES);
    expect(json.summary).toMatchObject(LEVELS);
    expect(counted(render("sarif", change), /"baselineState": ?"(\w+)"/g)).toEqual({
      new: STATES.new,
      updated: STATES.worse + STATES.better,
      unchanged,
      absent: STATES.fixed,
    });
    const xml = render("junit", change);
    const { fixed: _, ...open } = STATES;
    const told = counted(xml, /<(?:failure|skipped)[^>]*? ?message="(new|worse|better|unchanged|waived): /g);
    expect(told).toEqual({ ...open, waived: LEVELS.waived });
    expect(xml.match(/<failure /g)).toHaveLength(STATES.new + STATES.worse);
  });

  it("in text, Markdown and HTML, and in a comment", () => {
    const text = render("text", change);
    expect(numbers(/^Against the base: .*$/m.exec(text)?.[0])).toEqual(moved);
    expect(text).toContain(`${unchanged} unchanged.`);
    const last = text.trimEnd().split("\n").at(-1);
    expect(numbers(last)).toEqual({ ...LEVELS, new: STATES.new, worse: STATES.worse });

    const markdown = render("markdown", change);
    expect(numbers(markdown.split("\n")[0])).toEqual({ ...moved, ...LEVELS });
    expect(markdown).toContain(`<summary>There before this change (${unchanged})</summary>`);

    const page = render("html", change);
    expect(numbers(/Against main: [^<]*/.exec(page)?.[0])).toEqual(moved);
    expect(numbers(/<p class="verdict[^<]*/.exec(page)?.[0])).toMatchObject(LEVELS);
    const heads = [...page.matchAll(/<h2 id="(new|worse|better|fixed|before)">[^<]*\((\d+)\)/g)];
    expect(Object.fromEntries(heads.map(([, id = "", count]) => [id, Number(count)]))).toEqual({
      ...moved,
      before: unchanged,
    });

    const verdict = verdictOf({ report: change }, "new");
    const content = { report: change, remarks: [], linkTo: () => undefined, verdict };
    const note = notePage(content, { kind: "note", limit: 60_000, written: (each) => each });
    expect(numbers(note.split("\n")[0])).toEqual({ ...moved, ...LEVELS });
    expect(note).toContain("2 errors, 2 warnings and 1 undetermined were there before this change");
    expect(text).toContain("2 errors, 2 warnings and 1 undetermined were there before");
  });

  it("for GitLab, which wants to know of all that is open, and for GitHub, whose errors are the change's", () => {
    const { fixed: _, ...open } = STATES;
    const every = Object.values(open).reduce((sum, each) => sum + each, 0);
    expect(JSON.parse(render("gitlab", change))).toHaveLength(every);
    expect(render("github", change).match(/^::error /gm)).toHaveLength(2);
  });
});

it("the numbers of a run without a base are the same in every format", () => {
  expect(JSON.parse(render("json", whole)).summary).toMatchObject(LEVELS);
  expect(numbers(render("text", whole).trimEnd().split("\n").at(-1))).toEqual(LEVELS);
  expect(numbers(render("markdown", whole).split("\n")[0])).toEqual(LEVELS);
  expect(numbers(/<p class="verdict[^<]*/.exec(render("html", whole))?.[0])).toEqual(LEVELS);
  const open = LEVELS.errors + LEVELS.warnings + LEVELS.undetermined;
  expect(render("junit", whole).match(/<failure /g)).toHaveLength(open);
  expect(render("junit", whole).match(/<skipped /g)).toHaveLength(LEVELS.waived);
  expect(JSON.parse(render("gitlab", whole))).toHaveLength(open);
  const { results } = JSON.parse(render("sarif", whole)).runs[0];
  expect(
    results.filter(({ suppressions = [] }: { suppressions?: unknown[] }) => suppressions.length === 0),
  ).toHaveLength(open);
});

it("a comment names the five biggest takers of a pool and counts the others, and a summary names ten", async () => {
  const crowded = (count: number) =>
    Array.from({ length: count }, (_, index) => fn(`t_${index}`, 100 - index)).join("");
  const outcome = await runChange(
    { ...options, checkout: tree(crowded(13)) },
    { checkout: tree(crowded(2)), name: "main" },
  );
  if (!("report" in outcome)) throw new Error("the policy is wrong");
  const { report } = outcome;
  const content = { report, remarks: [], linkTo: () => undefined, verdict: verdictOf({ report }, "new") };
  const takers = (text: string) => text.match(/^ {2}- \*\*\d+\*\*/gm)?.length;
  const note = notePage(content, { kind: "comment", limit: 60_000, written: (each) => each });
  expect(takers(note)).toBe(5);
  expect(note).toMatch(/^ {2}- and 8 more$/m);
  expect(note.length).toBeLessThan(5000);
  const summary = page(content, 100, "summary");
  expect(takers(summary)).toBe(10);
  expect(summary).toMatch(/^ {2}- and 3 more take \d+$/m);
});
