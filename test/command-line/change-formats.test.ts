import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { render, run } from "../../src/index.ts";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";
import { expectToFollow } from "../support/json-schema.ts";

const POLICY = `environments:
  prod: { production: true, account: "111122223333", regions: [eu-west-1] }
rules: { reserved-concurrency-in-range: { severity: error, max: 150 } }
`;

let repository: TestRepository;
beforeAll(() => {
  repository = new TestRepository();
  const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
  const base = provider + fn("archive") + fn("retired") + fn("search", 180) + fn("export", 220);
  repository.commit({ "policy.yml": POLICY, "main.tf": base });
  repository.git("checkout", "--quiet", "-b", "change");
  const head = provider + fn("archive") + fn("search", 260) + fn("export", 170) + fn("invoice");
  repository.commit({ "main.tf": head });
});
afterAll(() => repository.remove());

async function written(format: string, ...words: string[]): Promise<string> {
  const { exitCode, out } = await callIn(
    repository.path,
    "run",
    "--base",
    "main",
    "--format",
    format,
    ...words,
  );
  expect(exitCode).toBe(1);
  return out;
}

const name = (address: string) => address.split(".").at(-1) ?? "";

describe("what a change does is told", () => {
  test("in JSON, as the schema says", async () => {
    const report = JSON.parse(await written("json"));
    const told = report.findings.map((each: { change: string; subject: string }) => [
      name(each.subject),
      each.change,
    ]);
    expect(Object.fromEntries(told)).toEqual({
      archive: "unchanged",
      search: "worse",
      export: "better",
      invoice: "new",
    });
    const { base, fixed, functions, pools, cost, coverage } = report.comparison;
    expect(base).toBe("main");
    expect(fixed).toMatchObject([
      { ruleId: "reserved-concurrency-required", subject: "aws_lambda_function.retired" },
    ]);
    expect(functions).toMatchObject([
      { change: "changed", environment: "prod", before: { reserved: 220 }, after: { reserved: 170 } },
      { change: "added", before: null, after: { reserved: null, provisioned: 0 } },
      { change: "removed", before: { reserved: null }, after: null },
      { change: "changed", before: { reserved: 180 }, after: { reserved: 260 } },
    ]);
    expect(pools).toMatchObject([
      {
        account: "111122223333",
        before: { reserved: { atLeast: 400, atMost: 400 } },
        after: { reserved: { atLeast: 430, atMost: 430 } },
      },
    ]);
    expect(cost).toEqual({ before: { atLeast: 0, atMost: 0 }, after: { atLeast: 0, atMost: 0 } });
    expect(coverage.after).toMatchObject({ checked: 1, unread: 0 });
    expectToFollow("report", report);
  });

  test("in JSON only with a base", async () => {
    const { out } = await callIn(repository.path, "run", "--format", "json");
    expect(out).not.toMatch(/"(?:change|comparison|measureBefore)":/);
  });

  test("in SARIF by its states, of which what is fixed is absent", async () => {
    const { results } = JSON.parse(await written("sarif")).runs[0];
    const told = results.map((each: { baselineState: string; properties: { subject: string } }) => [
      name(each.properties.subject),
      each.baselineState,
    ]);
    expect(Object.fromEntries(told)).toEqual({
      archive: "unchanged",
      search: "updated",
      export: "updated",
      invoice: "new",
      retired: "absent",
    });
    const { out } = await callIn(repository.path, "run", "--format", "sarif");
    expect(out).not.toContain("baselineState");
  });

  test("in Markdown by sections, with what it was before, and what was there folded away", async () => {
    const text = await written("markdown");
    const [shown = "", folded = ""] = text.split("<details><summary>There before this change (1)</summary>");
    expect(shown).toMatch(/^- \*\*error\*\* \*\*worse: 30 → 110 instances over\*\* .*\.search`/m);
    expect(shown).toMatch(/^- \*\*error\*\* \*\*new\*\* .*\.invoice`/m);
    expect(shown).toMatch(/^### Better\n\n- .*70 → 20 instances over.*\.export`/m);
    expect(shown).toMatch(/^### Fixed\n\n- .*\.retired`/m);
    expect(shown).not.toContain("archive");
    expect(folded).toContain("aws_lambda_function.archive");
    expect(text).toContain("400 → **430**");
    expect(text).toMatch(/\.search`<br>`main\.tf:\d+` \| changed \| 180 → \*\*260\*\*/);
    expect(text.indexOf("| Pool |")).toBeLessThan(text.indexOf("worse: "));
  });

  test("in HTML by sections, with what it was before, and what was there folded away", async () => {
    const page = await written("html");
    const section = (id: string) =>
      new RegExp(`<section aria-labelledby="${id}">.*?</section>`, "s").exec(page)?.[0] ?? "";
    expect(section("new")).toContain("aws_lambda_function.invoice");
    expect(section("worse")).toMatch(/worse: 30 → 110 instances over.*aws_lambda_function\.search/s);
    expect(section("better")).toMatch(/better: 70 → 20 instances over.*aws_lambda_function\.export/s);
    expect(section("fixed")).toContain("aws_lambda_function.retired");
    expect(section("before")).toMatch(/<details>.*aws_lambda_function\.archive/s);
    expect(section("changed")).toMatch(/aws_lambda_function\.search.*180 → 260/s);
    expect(section("pools")).toContain("400 → 430");
    expect(page).toContain("Against main: 1 new, 1 worse, 1 better, 1 fixed, 1 there before");
    expect(page.indexOf("Fails: 4 errors")).toBeLessThan(page.indexOf("Fullest pool: "));
    const { out } = await callIn(repository.path, "run", "--format", "html");
    expect(out).not.toMatch(/Against |There before/);
  });

  test("in JUnit, where what was there before fails under new alone", async () => {
    const failing = (xml: string) =>
      [...xml.matchAll(/<testcase [^>]*name="aws_lambda_function\.(\w+) in prod"[^>]*>\s*<(\w+)/g)]
        .filter(([, , outcome]) => outcome === "failure")
        .map(([, subject]) => subject)
        .sort();
    const xml = await written("junit");
    expect(failing(xml)).toEqual(["invoice", "search"]);
    expect(xml).toMatch(/message="worse: [^"]*260/);
    expect(failing(await written("junit", "--fail-on", "error"))).toEqual([
      "archive",
      "export",
      "invoice",
      "search",
    ]);
  });

  test("in GitLab's form by fingerprints that are the same with and without a base", async () => {
    const prints = (text: string) =>
      JSON.parse(text).map((each: { fingerprint: string }) => each.fingerprint);
    const { out } = await callIn(repository.path, "run", "--format", "gitlab");
    expect(prints(await written("gitlab"))).toEqual(prints(out));
  });

  test("by the package", async () => {
    const report = await run({ folder: repository.path, base: "main" });
    expect(report.comparison?.fixed.length).toBe(1);
    expect(report.findings.find(({ change }) => change === "worse")).toMatchObject({
      measure: { over: 110, unit: "instances" },
      measureBefore: { over: 30 },
    });
    expect(JSON.parse(await render(report, "json")).comparison.base).toBe("main");
    expect(await render(report, "junit")).toContain('message="unchanged: ');
    await expect(run({ folder: repository.path, base: "mian" })).rejects.toThrow('no revision "mian"');
  });
});
