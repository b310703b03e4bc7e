import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "../../src/command-line/main.ts";
import text from "../../src/reporters/text/index.ts";
import { fn } from "../action/pull-request.ts";
import { TestRepository } from "../support/git-repository.ts";
import { reportOnExample } from "../support/storefront.ts";

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

interface Reader {
  isTerminal?: boolean;
  width?: number;
  environment?: Record<string, string>;
}

/** What somebody sees, and what it came to. */
async function seen(reader: Reader, ...argv: string[]): Promise<{ exitCode: number; lines: string[] }> {
  const { isTerminal = false, width = 100, environment = {} } = reader;
  let out = "";
  const write = (text: string) => {
    out += text;
  };
  const exitCode = await main(argv, {
    ...{ cwd: repository.path, environment: { NO_COLOR: "1", ...environment }, today: "2026-11-01" },
    ...{ out: { write, isTerminal, width }, err: { write: () => {}, isTerminal: false, width } },
  });
  return { exitCode, lines: out.trimEnd().split("\n") };
}

const numbered = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join("\n");

describe("the first screen", () => {
  test("has the odd finding among many of one kind, counts by rule, and the verdict last", async () => {
    repository.commit({ "main.tf": numbered(130, (index) => fn(`job_${index}`)) + fn("zz_off", 0) });
    const { exitCode, lines } = await seen({ isTerminal: true, width: 80 }, "run");
    const text = lines.join("\n");
    expect(exitCode).toBe(1);
    expect(text).toContain("aws_lambda_function.zz_off");
    expect(new Set(text.match(/job_\d+/g)).size).toBeLessThanOrEqual(20);
    expect(text).toMatch(/^and \d+ more: --all$/m);
    expect(text).toMatch(/^ {2}reserved-concurrency-required +130$/m);
    expect(lines.at(-1)).toMatch(/^131 functions: 131 errors, 1 warning\. Fails, as --fail-on error says\.$/);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.length).toBeLessThanOrEqual(60);
  });

  test("names a few findings all, though they take more than a screen", async () => {
    const report = await reportOnExample("storefront");
    const options = {
      colour: false,
      quiet: false,
      shown: (file: string) => file,
      version: "0.1.0",
      width: 80,
    };
    const shown = text.render(report, options);
    expect(shown.split("\n").length).toBeGreaterThan(60);
    for (const { at } of report.findings) expect(shown).toContain(`${at.file}:${at.start.line}:`);
    expect(shown).not.toMatch(/^and \d+ more: --all$/m);
  });

  test("is told in the order in which it was chosen: the weightiest, then other rules, then repeats of one", async () => {
    const policy = "rules: { reserved-concurrency-in-range: { severity: warning, max: 5 } }\n";
    repository.commit({
      "policy.yml": policy,
      "a/main.tf": fn("wide", 6) + fn("bare"),
      "b/main.tf": fn("bare_too") + fn("off", 0),
    });
    const heads = (lines: string[]) =>
      lines.flatMap((line) => /^\w\/main\.tf:\S+ (.*)$/.exec(line)?.[1] ?? []);
    const bare = "error reserved-concurrency-required";
    const off = "error reserved-concurrency-nonzero";
    const wide = "warning reserved-concurrency-in-range";
    expect(heads((await seen({}, "run")).lines)).toEqual([off, bare, wide]);
    expect(heads((await seen({}, "run", "--all")).lines)).toEqual([wide, bare, bare, off]);

    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ "b/main.tf": fn("bare_too") + fn("off", 0) + fn("zz_wide", 7) + fn("zz_off", 0) });
    expect(heads((await seen({}, "run", "--base", "main")).lines)).toEqual([
      "error (new) reserved-concurrency-nonzero",
      "warning (new) reserved-concurrency-in-range",
    ]);
  });

  test("with --all has every finding, with its lines", async () => {
    repository.commit({ "main.tf": numbered(45, (index) => fn(`job_${index}`)) });
    const { lines } = await seen({}, "run", "--all");
    expect(lines.filter((line) => / error reserved-concurrency-required$/.test(line))).toHaveLength(45);
    expect(lines.join("\n")).not.toContain("--all");
  });

  test("tells equal findings at one line once, with whom they are for", async () => {
    const names = Array.from({ length: 600 }, (_, index) => `"job-${index}"`).join(", ");
    repository.commit({
      "main.tf": `resource "aws_lambda_function" "job" {\n  for_each      = toset([${names}])\n  function_name = each.key\n  reserved_concurrent_executions = 0\n}\n`,
    });
    const { lines } = await seen({}, "run");
    expect(lines.filter((line) => line.includes("reserved-concurrency-nonzero"))).toHaveLength(1);
    expect(lines.join("\n")).toContain('["job-0"], aws_lambda_function.job["job-1"]');
    expect(lines.join("\n")).toContain("and 595 more in default");
    expect(lines.length).toBeLessThanOrEqual(60);
    expect(lines.filter((line) => line.length > 400)).toEqual([]);
    const all = await seen({}, "run", "--all");
    expect(all.lines.join("\n")).toContain('aws_lambda_function.job["job-599"]');
    expect(all.lines.filter((line) => line.length > 400)).toEqual([]);
  });

  test("tells findings at one line once, too, where they differ by whom they are for alone", async () => {
    const block = (name: string, amount: number) =>
      `resource "aws_lambda_function" "${name}" {\n  for_each      = toset(["${name}-a", "${name}-b", "${name}-c"])\n  function_name = each.key\n  reserved_concurrent_executions = ${amount}\n}\n`;
    const policy = "rules: { reserved-concurrency-in-range: { severity: error, max: 5 } }\n";
    repository.commit({ "policy.yml": policy, "main.tf": block("six", 6) + block("seven", 7) });
    const { lines } = await seen({}, "run");
    expect(lines.filter((line) => line.includes(" error reserved"))).toHaveLength(2);
    expect(lines.join("\n")).toMatch(/six\["six-a"\], .*six\["six-b"\], .*six\["six-c"\] in default$/m);
    const all = (await seen({}, "run", "--all")).lines;
    expect(all.filter((line) => line.includes(" error reserved"))).toHaveLength(6);
  });

  test("shows errors before warnings, and few of what is alike", async () => {
    const policy = "rules: { reserved-concurrency-in-range: { severity: warning, max: 5 } }\n";
    const bare = numbered(25, (index) => fn(`bare_${index}`));
    const warned = numbered(25, (index) => fn(`warned_${index}`, 6 + index));
    repository.commit({ "policy.yml": policy, "main.tf": `${warned}\n${bare}` });
    const text = (await seen({}, "run")).lines.join("\n");
    expect(new Set(text.match(/\.bare_\d+ in/g)).size).toBe(4);
    expect(new Set(text.match(/\.warned_\d+ in/g)).size).toBe(4);
    expect(text.indexOf("warned_")).toBeGreaterThan(text.indexOf("bare_3"));
    expect(text).toMatch(/^ {2}The same at:\n(?: {4}main.tf:.*\n){3} {4}and 21 more$/m);
    // The numbers differ: with one of them, the others are alike.
    expect(text).toMatch(/^ {2}Alike at:\n(?: {4}main.tf:.*\n){3} {4}and 21 more$/m);
    expect(text).toMatch(/^and 42 more: --all$/m);
    expect(text).toMatch(/^ {2}rule +errors {2}warnings\n {2}reserved-concurrency-in-range +25\n/m);
  });

  test("shows the three fullest pools, the fullest first, and never an empty one", async () => {
    const policy = (name: string, account: number) =>
      `  ${name}: { account: "${account}", regions: [eu-west-1], terraform: { var-files: [${name}.tfvars] } }\n`;
    const amounts = { a: 100, b: 700, c: 0, d: 300, e: 500 };
    const names = Object.keys(amounts) as (keyof typeof amounts)[];
    repository.commit({
      "policy.yml": `environments:\n${names.map((name, index) => policy(name, 111122223333 + index)).join("")}`,
      "main.tf": `variable "most" { type = number }\n${fn("ship").replace("}", "  reserved_concurrent_executions = var.most\n}")}`,
      ...Object.fromEntries(names.map((name) => [`${name}.tfvars`, `most = ${amounts[name]}\n`])),
    });
    const heads = (lines: string[]) =>
      lines.flatMap((line) => /^1111222233(\d\d), eu-west-1: limit/.exec(line)?.[1] ?? []);
    const { lines } = await seen({}, "run");
    expect(heads(lines)).toEqual(["34", "37", "36"]);
    expect(lines).toContain("and 1 pool that is less full: --all");
    expect(heads((await seen({}, "run", "--all")).lines)).toHaveLength(5);
  });

  test("wraps where COLUMNS says so, and nowhere else outside of a terminal", async () => {
    repository.commit({ "main.tf": fn("a", 0) });
    const long = (lines: string[]) => lines.filter((line) => line.length > 60);
    expect(long((await seen({}, "run")).lines)).not.toEqual([]);
    expect(long((await seen({ environment: { COLUMNS: "60" } }, "run")).lines)).toEqual([]);
    expect(long((await seen({ isTerminal: true, width: 60 }, "run")).lines)).toEqual([]);
  });

  test("is a screen long, whatever there is to tell, and says why only where there is room", async () => {
    const kinds = numbered(
      12,
      (index) => `${fn(`off_${index}`, 0)}resource "aws_lambda_alias" "live_${index}" {
  name             = "live"
  function_name    = aws_lambda_function.off_${index}.function_name
  function_version = "$LATEST"
}
resource "aws_lambda_provisioned_concurrency_config" "warm_${index}" {
  function_name                     = "job-${index}"
  qualifier                         = "live"
  provisioned_concurrent_executions = ${index}
}
module "far_${index}" {
  source = "git::https://example.com/lambda-far-${index}.git"
}
`,
    );
    const estates = Array.from({ length: 5 }, (_, index) => `e${index}`);
    const policy = `environments:\n${estates.map((name) => `  ${name}: { production: true, account: "11112222333${name[1]}", regions: [eu-west-1] }\n`).join("")}`;
    repository.commit({ "policy.yml": policy, "a/main.tf": kinds, "b/main.tf": kinds + fn("big", 901) });
    for (const width of [80, 120, 400]) {
      const { lines } = await seen({ isTerminal: true, width }, "run");
      expect(lines.length).toBeLessThanOrEqual(60);
      expect(lines.filter((line) => / (error|warning) /.test(line)).length).toBeGreaterThan(2);
      expect(lines.join("\n")).not.toContain("Why:");
      expect(lines.at(-1)).toMatch(/says\.$/);
    }
    const all = (await seen({}, "run", "--all")).lines.join("\n");
    expect(all).toContain("Why:");
    expect(all).toContain("far_11");
  });

  test("tells remarks of one kind, and reasons of one kind, once with how many there are", async () => {
    const provisioned = numbered(
      7,
      (
        index,
      ) => `${fn(`warm_${index}`, 20)}resource "aws_lambda_provisioned_concurrency_config" "warm_${index}" {
  function_name                     = aws_lambda_function.warm_${index}.function_name
  qualifier                         = "1"
  provisioned_concurrent_executions = 1
}
`,
    );
    const twice = numbered(6, (index) => `Key${index}: 1\nKey${index}: 2`);
    repository.commit({
      "main.tf": provisioned,
      "template.yaml": `Resources: { Off: { Type: AWS::Lambda::Function } }\n${twice}\n`,
    });
    const text = (await seen({}, "run")).lines.join("\n");
    expect(text.match(/is written twice/g)).toHaveLength(1);
    expect(text).toMatch(/^ {2}and 5 more like it$/m);
    expect(text).toMatch(/^ {2}Not known exactly: .*region.* \(7 functions\)/m);
    const all = (await seen({}, "run", "--all")).lines.join("\n");
    expect(all.match(/is written twice/g)).toHaveLength(6);
  });

  test("with very many findings says how to begin, and with few how to go on", async () => {
    repository.commit({
      "policy.yml": "extends: recommended\n",
      "main.tf": numbered(21, (index) => fn(`job_${index}`)),
    });
    expect((await seen({}, "run")).lines.join("\n")).toContain("policy run --write-baseline known.json");
    repository.commit({ "main.tf": fn("job") });
    expect((await seen({}, "run")).lines.join("\n")).toContain(
      "policy explain reserved-concurrency-required",
    );
  });

  test("clips a long line of code around what it is about", async () => {
    const before = Array.from({ length: 300 }, (_, index) => `"T${index}": "x"`).join(", ");
    repository.commit({
      "template.json": `{ "Resources": { "Mail": { "Type": "AWS::Lambda::Function", "Properties": { "Tags": { ${before} }, "ReservedConcurrentExecutions": 0, "Handler": "${"h".repeat(900)}" } } } }`,
    });
    const { lines } = await seen({}, "run");
    expect(lines.filter((line) => line.length > 400)).toEqual([]);
    const code = lines.findIndex((line) => line.includes("ReservedConcurrentExecutions"));
    expect(lines[code]).toMatch(/^ {2}1 \| ….*…$/);
    expect(lines[code]?.[lines[code + 1]?.indexOf("^") ?? -1]).toBe("0");
  });
});

describe("the first screen of a change", () => {
  test("counts what was there before, and lists none of it", async () => {
    const old = numbered(300, (index) => fn(`old_${index}`));
    repository.commit({ "main.tf": old });
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ "README.md": "hello" });
    const quiet = await seen({}, "run", "--base", "main");
    expect(quiet.exitCode).toBe(0);
    expect(quiet.lines.length).toBeLessThanOrEqual(12);
    expect(quiet.lines.join("\n")).toContain(
      "300 errors and 1 warning were there before, and are not listed: --all",
    );
    expect(quiet.lines.join("\n")).not.toContain("old_");
    expect(quiet.lines.at(-1)).toContain("Passes");
    expect((await seen({}, "run", "--base", "main", "--all")).lines.join("\n")).toContain("old_299");

    repository.commit({ "new.tf": fn("careless") });
    const { exitCode, lines } = await seen({}, "run", "--base", "main");
    expect(exitCode).toBe(1);
    expect(lines.join("\n")).toMatch(/^new\.tf:1:1 error \(new\) reserved-concurrency-required$/m);
    expect(lines.join("\n")).not.toContain("old_");
    expect(lines.at(-1)).toContain("Fails");
  });

  test("tells what is worse with what it was, what is better and fixed, and a pool before and after", async () => {
    const policy = "rules: { reserved-concurrency-in-range: { severity: error, max: 150 } }\n";
    repository.commit({ "policy.yml": policy, "main.tf": fn("up", 180) + fn("down", 220) + fn("gone") });
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ "main.tf": fn("up", 260) + fn("down", 170) });
    const text = (await seen({}, "run", "--base", "main")).lines.join("\n");
    expect(text).toMatch(
      /^main\.tf:\d+:\d+ error \(worse: 30 → 110 instances over\) reserved-concurrency-in-range$/m,
    );
    expect(text).toMatch(
      /^ {2}- main\.tf.* aws_lambda_function\.down in default \(better: 70 → 20 instances over\)$/m,
    );
    expect(text).toMatch(/^ {2}- main\.tf.* aws_lambda_function\.gone in default \(fixed\)$/m);
    expect(text).toMatch(/# reserved +400 → 430$/m);
  });

  test("says what can't be read where it makes that other than it was, and what it costs before and after", async () => {
    const module = (name: string) =>
      `module "${name}" {\n  source = "git::https://example.com/lambda-${name}.git"\n}\n`;
    const alias = (amount: number) =>
      `resource "aws_lambda_provisioned_concurrency_config" "up" {\n  function_name = aws_lambda_function.up.function_name\n  qualifier = "1"\n  provisioned_concurrent_executions = ${amount}\n}\n`;
    const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
    repository.commit({ "main.tf": provider + fn("up", 20) + alias(2) + module("one") });
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ "README.md": "hello" });
    expect((await seen({}, "run", "--base", "main")).lines.join("\n")).not.toMatch(
      /--coverage|Provisioned concurrency/,
    );
    repository.commit({ "main.tf": provider + fn("up", 20) + alias(4) + module("one") + module("two") });
    const text = (await seen({}, "run", "--base", "main")).lines.join("\n");
    expect(text).toMatch(/^Read 0 of 2 Lambda modules.* Before: Read 0 of 1 Lambda modules/m);
    expect(text).toMatch(/^Provisioned concurrency, while idle: .*\$\d+\.\d\d → .*\$\d+\.\d\d a month/m);
  });

  test("says of the input what the change brings, and of what is unread what Lambda rests on", async () => {
    const twice = (name: string) =>
      `Resources: { Off: { Type: AWS::Lambda::Function } }\n${name}: 1\n${name}: 2\n`;
    const far = (name: string) =>
      `module "${name}" {\n  source = "git::https://example.com/${name}.git"\n}\n`;
    repository.commit({ "old.yaml": twice("Old"), "main.tf": far("network") });
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ "main.tf": `${far("network")}${far("certificates")}` });
    const quiet = (await seen({}, "run", "--base", "main")).lines.join("\n");
    expect(quiet).not.toMatch(/is written twice|Before:|policy explain/);
    expect((await seen({}, "run", "--base", "main", "--all")).lines.join("\n")).toMatch(
      /"Old" is written twice/,
    );
    repository.commit({ "new.yaml": twice("New"), "lambda.tf": far("lambda-mail") });
    const text = (await seen({}, "run", "--base", "main")).lines.join("\n");
    expect(text.match(/"\w+" is written twice/g)).toEqual(['"New" is written twice']);
    expect(text).toMatch(/^Read 0 of 1 Lambda modules.* Before: /m);
  });

  test("tells a pool that only one side draws from as one that the other leaves alone", async () => {
    const policy = (region: string) =>
      `environments:\n  prod: { account: "111122223333", regions: [${region}] }\n`;
    repository.commit({ "policy.yml": policy("eu-west-1"), "main.tf": fn("a", 40) });
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ "main.tf": "" });
    const text = (await seen({}, "run", "--base", "main")).lines.join("\n");
    expect(text).toMatch(/^111122223333, eu-west-1: limit 1000$/m);
    expect(text).toMatch(/# reserved +40 → 0$/m);
    expect(text).toMatch(/\. left to reserve +860 → 900$/m);
  });
});
