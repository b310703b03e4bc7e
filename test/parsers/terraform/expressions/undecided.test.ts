import { describe, expect, it } from "vitest";
import { Budget, LIMITS } from "../../../../src/parsers/terraform/evaluate/budget.ts";
import { alternativesOf } from "../../../../src/parsers/terraform/values/alternatives.ts";
import type { TfValue } from "../../../../src/parsers/terraform/values/value.ts";
import { evaluate } from "./evaluator.ts";

const YES = { "var.unknown_bool": "true" };
const NO = { "var.unknown_bool": "false" };

function plain(value: TfValue): unknown {
  if ("items" in value) return value.items.map(plain);
  return "value" in value ? value.value : value.kind;
}

const listed = (expression: string) =>
  alternativesOf(evaluate(expression))?.map(({ when, value }) => [plain(value), when]);

describe("a condition that isn't decided", () => {
  it("gives each branch under its outcome", () => {
    expect(listed("var.unknown_bool ? 1 : 2")).toEqual([
      [1, YES],
      [2, NO],
    ]);
    expect(listed("!var.unknown_bool ? 1 : 2")).toEqual([
      [1, NO],
      [2, YES],
    ]);
  });

  it("keeps what leads to it, where it isn't known in one of its alternatives only", () => {
    const inner = "var.unknown_bool ? var.unknown_number == 1 : true";
    expect(listed(`(${inner}) ? 1 : 2`)).toEqual([
      [1, { ...YES, [inner]: "true" }],
      [2, { ...YES, [inner]: "false" }],
      [1, NO],
    ]);
  });

  it("is what is left, where Terraform would reject it otherwise", () => {
    expect(evaluate("(var.unknown_bool ? [][0] : true) ? 1 : 2")).toMatchObject({ kind: "number", value: 1 });
  });
});

describe("a for with an if that isn't decided", () => {
  it("has the elements of each outcome, and those that are decided in any case", () => {
    expect(listed("[for x in [1, 2, 3] : x if x == 2 ? var.unknown_bool : x == 3]")).toEqual([
      [[2, 3], expect.anything()],
      [[3], expect.anything()],
    ]);
    expect(listed("[for x in [1, 2] : x if var.unknown_bool]")).toEqual([
      [[1, 2], YES],
      [[], NO],
    ]);
  });

  it.each([
    [9, "x < 9 ? x == var.unknown_number : true"],
    [12, "x < 12 ? x == var.unknown_number : true"],
  ])("is evaluated once for each element where %i conditions are open", (_, condition) => {
    const steps = 30_000;
    const budget = new Budget();
    budget.spend("steps", undefined, LIMITS.steps - steps);
    expect(
      alternativesOf(evaluate(`[for x in range(1000) : x if ${condition}]`, {}, budget)),
    ).toBeUndefined();
  });
});
