import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { Budget, LIMITS } from "../../../../src/parsers/terraform/evaluate/budget.ts";
import type { TfValue } from "../../../../src/parsers/terraform/values/value.ts";
import { evaluate } from "./evaluator.ts";

/** A list of so many thousand (1,024) numbers. */
function numbers(thousands: number): string {
  return `concat([for x in range(${thousands}) : range(1024)]...)`;
}

const KILOBYTE = 'format("%01000d", 0)';

function repeated(text: string, times: number): string {
  return `join("", [for x in range(${times}) : ${text}])`;
}

/** So many bytes, packed for `base64gunzip`. */
function zipped(bytes: number): string {
  return gzipSync("x".repeat(bytes)).toString("base64");
}

/** An expression that is nested so many times. */
function nested(levels: number): string {
  return `${"[".repeat(levels)}1${"]".repeat(levels)}`;
}

function reasonsOf(value: TfValue): string {
  return value.kind === "unknown"
    ? value.reasons.map(({ kind, detail }) => `${kind}: ${detail}`).join()
    : "known";
}

describe("what hostile expressions can take", () => {
  it.each([
    ["a text of 999,999 characters", `substr(${repeated(KILOBYTE, 1000)}, 0, 999999)`],
    ["a text of a million characters", repeated(KILOBYTE, 1000)],
    ["1,024 numbers", "range(1024)"],
    ["99,328 elements", numbers(97)],
    ["200 lists within lists", nested(200)],
    ["249 brackets within brackets", nested(249)],
    ["a searched text of 64 kB", `regexall("y", ${repeated('"x"', 1024)})`],
    ["a width of 1,000 digits", 'format("%1000d", 1)'],
  ])("%s are computed", (_, expression) => {
    expect(reasonsOf(evaluate(expression))).toBe("known");
  });

  it.each([
    [
      "join",
      `join("", [for x in [1, 2] : ${repeated(KILOBYTE, 1000)}])`,
      /limit: join\(\) would give more than 1000000 characters/,
    ],
    [
      "replace",
      `replace(${KILOBYTE}, "/0/", ${repeated(KILOBYTE, 10)})`,
      /limit: replace\(\) would give more than 1000000/,
    ],
    [
      "replace without a pattern",
      `replace(${KILOBYTE}, "0", ${repeated(KILOBYTE, 10)})`,
      /limit: replace\(\) would give more than 1000000/,
    ],
    ["indent", `indent(999999, "a\\nb\\nc")`, /limit: indent\(\) would give more than 1000000/],
    ["format", 'format("%2000000d", 1)', /limit: format\(\) has a width of more than 1000000/],
    [
      "regexall",
      `regexall("y", ${repeated(KILOBYTE, 100)})`,
      /limit: regexall\(\) is given a text of more than 65536 characters/,
    ],
    [
      "setproduct",
      "setproduct(range(1000), range(1000))",
      /limit: setproduct\(\) would give more than 100000 elements/,
    ],
    ["concat", numbers(98), /limit: concat\(\) would give more than 100000 elements/],
  ])("%s stops before its result is too large, and says so", (_, expression, said) => {
    expect(reasonsOf(evaluate(expression))).toMatch(said);
  });

  it("says that a template gives too long a text", () => {
    const text = repeated(KILOBYTE, 1000);
    expect(reasonsOf(evaluate(`"\${${text}}x"`))).toContain("limit: was not computed: its text is longer");
  });

  it.each([
    ["a text", `"\${${repeated(KILOBYTE, 1000)}}x"`],
    ["a list", "setproduct(range(400), range(200)) == []"],
    ["a number from a text", 'tonumber("1e5001")'],
    ["a number as written", "1e5001"],
    ["a product", "1e4000 * 1e4000 * 1e4000 * 1e4000"],
    ["JSON", `jsondecode("${"[".repeat(202)}${"]".repeat(202)}")`],
    ["an unzipped text", `base64gunzip("${zipped(1_000_001)}")`],
    ["templates within templates", 'templatefile("templates/endless.tftpl", {})'],
  ])("is unknown, not an error, where %s is too much", (_, expression) => {
    expect(reasonsOf(evaluate(`try(${expression}, "decided")`))).toMatch(/^limit: /);
    expect(evaluate(`can(${expression})`)).not.toMatchObject({ kind: "bool", value: false });
  });

  it.each([
    ["numbers in range", "1e5000 / 1e4999", 10],
    ["JSON of 200 levels", `jsondecode("${"[".repeat(200)}1${"]".repeat(200)}")${"[0]".repeat(200)}`, 1],
    ["a million unzipped bytes", `length(base64gunzip("${zipped(1_000_000)}"))`, 1_000_000],
    [
      "eight templates within templates",
      'templatefile("templates/nested.tftpl", { levels = range(7) })',
      "8",
    ],
  ])("computes %s", (_, expression, value) => {
    expect(evaluate(expression)).toMatchObject({ value });
  });

  it("refuses more than 1,024 numbers, as Terraform does", () => {
    expect(() => evaluate("range(1025)")).toThrow("1024");
  });

  it("refuses more brackets than anybody writes", () => {
    expect(() => evaluate(nested(260))).toThrow("nested more than 250 deep");
  });

  it("gives up after so many steps, and no condition decides by it", () => {
    const budget = new Budget();
    budget.spend("steps", undefined, LIMITS.steps - 500);
    const loop = "[for a in range(30) : [for b in range(30) : b]]";
    expect(() => evaluate(`try(${loop}, "decided")`, {}, budget)).toThrow("takes more than 500000 steps");
  });
});

describe("what is too much to be read", () => {
  const DEEP_YAML = `${"[".repeat(300)}1${"]".repeat(300)}`;
  const BOMB = `a: &a [${"1, ".repeat(999)}1]\nb: [${"*a, ".repeat(999)}*a]`;

  it.each([
    ["a deep template", 'templatefile("templates/deep.tftpl", {})'],
    ["a deep YAML text", `yamldecode("${DEEP_YAML}")`],
    ["a YAML text of many aliases", `yamldecode(${JSON.stringify(BOMB)})`],
    ["a deep JSON text", `jsondecode("${DEEP_YAML}")`],
  ])("is unknown, and nothing decides by it: %s", (_, expression) => {
    for (const written of [
      expression,
      `try(${expression}, 5)`,
      `can(${expression})`,
      `coalesce(try(${expression}, null), 5)`,
    ])
      expect(reasonsOf(evaluate(written)), written.slice(0, 20)).toContain("limit");
  });
});
