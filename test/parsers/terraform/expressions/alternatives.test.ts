import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alternativesOf } from "../../../../src/parsers/terraform/values/alternatives.ts";
import { bool } from "../../../../src/parsers/terraform/values/construct.ts";
import { equal } from "../../../../src/parsers/terraform/values/equals.ts";
import { MAX_ALTERNATIVES } from "../../../../src/values/value.ts";
import { evaluate } from "./evaluator.ts";

const CONDITION = "var.unknown_bool";

/** Expressions of numbers that one undecided condition decides, in several places. */
const { number } = fc.letrec<{ number: string }>((tie) => ({
  number: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.integer({ min: -1, max: 9 }).map(String),
    fc.tuple(tie("number"), tie("number")).map(([a, b]) => `(${CONDITION} ? ${a} : ${b})`),
    fc.tuple(tie("number"), tie("number")).map(([a, b]) => `(!${CONDITION} ? ${a} : ${b})`),
    fc
      .tuple(tie("number"), fc.constantFrom("+", "-", "*"), tie("number"))
      .map((parts) => `(${parts.join(" ")})`),
    fc.tuple(tie("number"), tie("number")).map(([a, b]) => `max(${a}, ${b})`),
    fc.tuple(tie("number"), tie("number")).map(([a, b]) => `[${a}, ${b}][1]`),
    tie("number").map((a) => `tonumber("\${${a}}")`),
    tie("number").map((a) => `sum([for x in [1, 2] : x * ${a}])`),
  ),
}));

describe("the alternatives of what a condition decides", () => {
  it("are what comes out with that branch chosen, and no others", () => {
    fc.assert(
      fc.property(number, (expression) => {
        const ways = alternativesOf(evaluate(expression)) ?? [];
        expect(ways.length).toBeGreaterThan(0);
        expect(ways.length).toBeLessThanOrEqual(MAX_ALTERNATIVES);
        for (const outcome of [true, false]) {
          const settled = evaluate(expression, { unknown_bool: bool(outcome) });
          const under = ways.filter(
            ({ when }) => when[CONDITION] === undefined || when[CONDITION] === String(outcome),
          );
          expect(
            under.map(({ value }) => equal(value, settled)),
            `${expression} where it is ${outcome}`,
          ).not.toContain(false);
          expect(under.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("are listed up to eight, and not at all beyond", () => {
    const choices = (count: number) =>
      Array.from({ length: count }, (_, at) => `var.unknown_number == ${at} ? ${at} : `).join("");
    expect(alternativesOf(evaluate(`${choices(7)}7`))).toHaveLength(8);
    expect(alternativesOf(evaluate(`${choices(8)}8`))).toBeUndefined();
  });
});
