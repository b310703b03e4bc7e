import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import { Budget, LIMITS } from "../../src/parsers/terraform/evaluate/budget.ts";
import { evaluate } from "../parsers/terraform/expressions/evaluator.ts";

/** A budget that tells what was taken from it. */
class Counting extends Budget {
  steps = 0;

  override spend(...[limit, at, amount = 1]: Parameters<Budget["spend"]>): boolean {
    if (limit === "steps") this.steps += amount;
    return super.spend(limit, at, amount);
  }
}

function stepsOf(expression: string): number {
  const budget = new Counting();
  evaluate(expression, {}, budget);
  return budget.steps;
}

const texts = (n: number) => `[for x in range(${n}) : "name-\${x}"]`;
const objects = (n: number) => `[for x in range(${n}) : { a = x, b = [x, { c = "\${x}" }] }]`;
const map = (n: number) => `{ for x in range(${n}) : "k\${x}" => x }`;

/** Operations over something of `n` elements. */
const LINEAR: Record<string, (n: number) => string> = {
  "== on lists": (n) => `${texts(n)} == concat(${texts(n)}, [])`,
  "== on deep objects": (n) => `${objects(n)} == ${objects(n)}`,
  sort: (n) => `sort(${texts(n)})`,
  distinct: (n) => `distinct(${objects(n)})`,
  toset: (n) => `toset(${objects(n)})`,
  setunion: (n) => `setunion(${texts(n)}, ${texts(n)})`,
  setintersection: (n) => `setintersection(${objects(n)}, ${objects(n)})`,
  setsubtract: (n) => `setsubtract(${objects(n)}, ${objects(n)})`,
  setproduct: (n) => `setproduct(${texts(n)}, ["a", "b"])`,
  contains: (n) => `contains(${objects(n)}, 1)`,
  index: (n) => `index(${texts(n)}, "name-${n - 1}")`,
  merge: (n) => `merge(${map(n)}, ${map(n)})`,
  keys: (n) => `keys(${map(n)})`,
  flatten: (n) => `flatten([for x in range(${n}) : [x, [x]]])`,
  chunklist: (n) => `chunklist(${texts(n)}, 1)`,
  join: (n) => `join("-", ${texts(n)})`,
  formatlist: (n) => `formatlist("%s/%d", ${texts(n)}, 1)`,
  jsonencode: (n) => `jsonencode(${objects(n)})`,
  jsondecode: (n) => `jsondecode(jsonencode(${objects(n)}))`,
  yamldecode: (n) => `yamldecode(yamlencode(${objects(n)}))`,
  transpose: (n) => `transpose({ for x in range(${n}) : "k\${x}" => ["a"] })`,
  regexall: (n) => `regexall("n[a-z]*", join("", ${texts(n)}))`,
  "replace with a pattern": (n) => `replace(join("", ${texts(n)}), "/n/", "m")`,
  "a condition of two lists": (n) => `true ? ${objects(n)} : []`,
  "a for in a text": (n) => `"%{for x in ${texts(n)}}\${x}%{endfor}"`,
};

describe("what an operation goes through is counted in steps, in proportion to its size", () => {
  it.each(Object.entries(LINEAR))("%s", (_, operation) => {
    const [once, twice] = [stepsOf(operation(200)), stepsOf(operation(400))];
    expect(once).toBeGreaterThan(200);
    expect(twice / once).toBeGreaterThan(1.8);
    expect(twice / once).toBeLessThan(2.3);
  });
});

const LOCALS = `locals {
  numbers = flatten([for i in range(32) : [for j in range(32) : i * 32 + j]])
  texts   = [for i in local.numbers : "name-\${i}"]
  objects = [for i in local.numbers : { a = i, b = "b\${i}" }]
  map     = { for i in local.numbers : "k\${i}" => i }
  json    = jsonencode(local.objects)
  long    = join("", local.texts)
}
`;
const each = (value: string) => `length([for i in local.numbers : ${value}])`;
const doubled = (first: string, next: (name: string) => string) => {
  const locals = Array.from({ length: 40 }, (_, i) => `  d${i + 1} = ${next(`local.d${i}`)}\n`).join("");
  return `locals {\n  d0 = ${first}\n${locals}}\n`;
};

/** What would take hours, or all the memory there is, as the number that decides: with what is declared for it. */
const TOO_MUCH: Record<string, [declared: string, number: string]> = {
  "comparisons of lists": ["", each("local.texts == concat(local.texts, [])")],
  "comparisons of objects": ["", each("local.objects == concat(local.objects, [])")],
  "merges of maps": ["", each("merge(local.map, { x = i })")],
  sorts: ["", each("sort(local.texts)")],
  sets: ["", each("toset(local.objects)")],
  "distinct elements": ["", each("distinct(local.objects)")],
  products: ["", each("setproduct(local.texts, [1, 2, 3, 4])")],
  "lists in lists": ["", each("flatten([local.texts, local.objects])")],
  "lists of one": ["", each("chunklist(local.texts, 1)")],
  "lists by conditions": ["", each("i == 3 ? local.objects : []")],
  "joined texts": ["", each('join("-", local.texts)')],
  "texts in texts": ["", each('"${local.long}${i}"')],
  "formatted texts": ["", each('format("%s %900000d", local.long, i)')],
  "lists of texts": ["", each('formatlist("%s/%s", local.texts, "a")')],
  patterns: ["", each('regexall("(?:a|b|n|-)*", local.long)')],
  replacements: ["", each('replace(local.long, "/n/", "nn")')],
  "texts as JSON": ["", each("jsonencode(local.objects)")],
  "values of JSON": ["", each("jsondecode(local.json)")],
  "arguments in a row": ["", each("max(local.numbers...)")],
  "elements of a key that isn't known": ['variable "key" {}\n', each("local.texts[var.key]")],
  "clusters of a long text": ["", each('length("${local.long}é${local.long}")')],
  "a text that doubles": [doubled('"0123456789"', (name) => `"\${${name}}\${${name}}"`), "length(local.d40)"],
  "a text that isn't known and doubles": [
    `variable "v" {}\n${doubled('"${var.v}-x"', (name) => `"\${${name}}\${${name}}"`)}`,
    "length(local.d40)",
  ],
  "a reference that doubles": [
    `resource "aws_sqs_queue" "q" {\n  name = "q"\n}\n${doubled("aws_sqs_queue.q.name", (name) => `"\${${name}}\${${name}}"`)}`,
    "length(local.d40)",
  ],
  "a list that doubles": [doubled("[1]", (name) => `concat(${name}, ${name})`), "length(local.d40)"],
  "a tree that doubles": [doubled("[1]", (name) => `[${name}, ${name}]`), "length(jsonencode(local.d40))"],
};

const BESIDE = 'resource "aws_lambda_function" "beside" {\n  function_name = "beside"\n}\n';

describe("a root that takes too many steps costs itself alone, and says so", () => {
  // What takes a tenth of the steps takes a tenth of the time.
  const limits: { steps: number } = LIMITS;
  const { steps } = LIMITS;
  beforeAll(() => {
    limits.steps = steps / 10;
  });
  afterAll(() => {
    limits.steps = steps;
  });

  it.each(Object.entries(TOO_MUCH))("%s", async (_, [declared, number]) => {
    const text = `${LOCALS}${declared}resource "aws_lambda_function" "pay" {\n  function_name = "pay"\n  reserved_concurrent_executions = ${number} == 0 ? -1 : 5\n}\n`;
    const checkout = new MemoryCheckout({ "h/main.tf": text, "beside/main.tf": BESIDE });
    const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01" });
    if (!("report" in outcome)) throw new Error("there is no policy file, so there is a report");
    const found = outcome.report.findings.map(({ at, ruleId, verdict }) => `${at.file} ${ruleId} ${verdict}`);
    expect(found).toContain("beside/main.tf reserved-concurrency-required violation");
    expect(found).toContain("h/main.tf reserved-concurrency-required undetermined");
    const open = outcome.report.findings.find(({ verdict }) => verdict === "undetermined");
    const [pay] = outcome.report.model.functions.filter(({ at }) => at.file === "h/main.tf");
    expect(pay?.name).toMatchObject({ state: "known", value: "pay" });
    const said = outcome.report.findings.map(({ message }) => message).join("\n");
    expect(said).toMatch(
      /more than 500000 steps|too large|longer than 1000000 characters|more than 100000 elements|can't be determined/,
    );
    expect(open).toBeDefined();
  });

  it("and so do units of Terragrunt", async () => {
    const unit = `${LOCALS}inputs = {\n  reserved = ${each("deep_merge(local.map, { x = i })")}\n}\nterraform {\n  source = "../module"\n}\n`;
    const checkout = new MemoryCheckout({
      "module/main.tf": `variable "reserved" {}\nresource "aws_lambda_function" "pay" {\n  function_name = "pay"\n  reserved_concurrent_executions = var.reserved\n}\n`,
      "unit/terragrunt.hcl": unit,
      "beside/main.tf": BESIDE,
    });
    const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01" });
    if (!("report" in outcome)) throw new Error("there is no policy file, so there is a report");
    const found = outcome.report.findings.map(({ at, ruleId, verdict }) => `${at.file} ${ruleId} ${verdict}`);
    expect(found).toContain("beside/main.tf reserved-concurrency-required violation");
    expect(found).toContain("unit/terragrunt.hcl infrastructure-read violation");
  });

  it("no step is taken beyond the last", () => {
    const budget = new Counting();
    expect(() => evaluate(`[for i in range(1000) : [for j in range(1000) : j]]`, {}, budget)).toThrow(
      "steps",
    );
    expect(budget.steps).toBeGreaterThan(steps / 10);
    expect(budget.steps).toBeLessThan(steps / 10 + 200);
  });
});
