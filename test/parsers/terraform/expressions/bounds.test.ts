import { describe, expect, it } from "vitest";
import type { TfValue } from "../../../../src/parsers/terraform/values/value.ts";
import { evaluate } from "./evaluator.ts";

/** A list of 2 to the power of `doublings` numbers. */
function numbers(doublings: number): string {
  let list = "range(1024)";
  for (let times = 10; times < doublings; times++) list = `concat([for x in [1, 2] : ${list}]...)`;
  return list;
}

const KILOBYTE = 'format("%01000d", 0)';

function repeated(text: string, times: number): string {
  return `join("", [for x in range(${times}) : ${text}])`;
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
    ["100,000 elements", `slice(${numbers(16)}, 0, 50000)`],
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
    ["concat", numbers(18), /limit: concat\(\) would give more than 100000 elements/],
  ])("%s stops before its result is too large, and says so", (_, expression, said) => {
    expect(reasonsOf(evaluate(expression))).toMatch(said);
  });

  it("says that a template gives too long a text", () => {
    const text = repeated(KILOBYTE, 1000);
    expect(() => evaluate(`"\${${text}}x"`)).toThrow("longer than 1000000 characters");
  });

  it("refuses more than 1,024 numbers, as Terraform does", () => {
    expect(() => evaluate("range(1025)")).toThrow("1024");
  });

  it("refuses more brackets than anybody writes", () => {
    expect(() => evaluate(nested(260))).toThrow("nested more than 250 deep");
  });

  it("gives up after so many steps, and no condition decides by it", () => {
    const list = "range(1000)";
    const loop = `[for a in ${list} : [for b in ${list} : b]]`;
    expect(() => evaluate(`try(${loop}, "decided")`)).toThrow("takes more than 500000 steps");
  });
});
