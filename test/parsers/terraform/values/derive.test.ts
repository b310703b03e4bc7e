import { describe, expect, it } from "vitest";
import { modelNumber } from "../../../../src/parsers/terraform/resources/model-values.ts";
import {
  alternativesOf,
  either,
  isRejected,
  mapAlternatives,
  orRejected,
  withoutRejected,
} from "../../../../src/parsers/terraform/values/alternatives.ts";
import { listOf, num, str, tuple } from "../../../../src/parsers/terraform/values/construct.ts";
import { derive } from "../../../../src/parsers/terraform/values/derive.ts";
import { DYNAMIC, NUMBER } from "../../../../src/parsers/terraform/values/types.ts";
import {
  EvaluationError,
  type TfValue,
  type UnknownValue,
} from "../../../../src/parsers/terraform/values/value.ts";
import { startOfFile } from "../../../../src/source/location.ts";
import type { Guard } from "../../../../src/values/guard.ts";
import { known } from "../../../../src/values/value.ts";

/** A number that is undecided: one for each outcome of a condition. */
function oneOf(condition: string, ...numbers: number[]): UnknownValue {
  const reasons = [{ kind: "missing-variable" as const, detail: condition, at: startOfFile("main.tf") }];
  const alternatives = numbers.map((each, index) => ({
    when: { [condition]: String(index) },
    value: num(each),
  }));
  return { kind: "unknown", type: NUMBER, reasons, alternatives };
}

const rejected = orRejected(() => {
  throw new EvaluationError("there is none");
});
const numberIn = (value: TfValue | undefined) => (value?.kind === "number" ? value.value : Number.NaN);
const add = (values: readonly TfValue[]) => num(values.reduce((total, each) => total + numberIn(each), 0));
const listed = (value: TfValue) =>
  alternativesOf(value)?.map(({ when, value: each }) => [
    isRejected(each) ? "rejected" : numberIn(each),
    when,
  ]);

/** How often an operation is computed over some values. */
function countOf(values: readonly TfValue[], compute: (values: TfValue[]) => TfValue): number {
  let count = 0;
  derive(values, (settled) => {
    count++;
    return compute(settled);
  });
  return count;
}

describe("an operation over undecided values", () => {
  it("is computed once where there are none", () => {
    expect(derive([num(1), num(2)], add)).toEqual(num(3));
  });

  it("gives an alternative for each combination, under the outcomes of all", () => {
    expect(listed(derive([oneOf("a", 1, 2), oneOf("b", 10, 20)], add))).toEqual([
      [11, { a: "0", b: "0" }],
      [21, { a: "0", b: "1" }],
      [12, { a: "1", b: "0" }],
      [22, { a: "1", b: "1" }],
    ]);
  });

  it("never combines alternatives that exclude each other", () => {
    expect(listed(derive([oneOf("a", 1, 2), oneOf("a", 10, 20)], add))).toEqual([
      [11, { a: "0" }],
      [22, { a: "1" }],
    ]);
  });

  it("takes one value that occurs twice for one", () => {
    const alternatives = [num(1), num(2)].map((value) => ({ when: {}, value }));
    const value = { ...oneOf("a"), alternatives };
    expect(countOf([value, tuple([value])], () => num(0))).toBe(2);
  });

  it("is known where all combinations give the same", () => {
    expect(derive([oneOf("a", 1, 2), oneOf("a", 2, 1)], add)).toEqual(num(3));
  });

  it("looks into lists as far as it is asked to", () => {
    const list = tuple([oneOf("a", 1, 2)]);
    const first = ([value]: TfValue[]) => (value?.kind === "tuple" ? (value.items[0] as TfValue) : num(0));
    expect(countOf([list], first)).toBe(2);
    expect(derive([list], first, "operands")).toBe(list.items[0]);
  });

  it("keeps an alternative that Terraform rejects, whether it was rejected before or is now", () => {
    const before = {
      ...oneOf("a", 1),
      alternatives: [...(oneOf("a", 1).alternatives ?? []), { when: { a: "1" }, value: rejected }],
    };
    const computed = derive([before, oneOf("a", 1, 2)], add);
    expect(listed(computed)).toEqual([
      [2, { a: "0" }],
      ["rejected", { a: "1" }],
    ]);
    const now = derive([oneOf("a", 1, 2)], ([value]) => {
      if (numberIn(value) === 2) throw new EvaluationError("no 2");
      return num(0);
    });
    expect(listed(now)).toEqual([
      [0, { a: "0" }],
      ["rejected", { a: "1" }],
    ]);
  });

  it("is rejected where each alternative is", () => {
    expect(() =>
      derive([oneOf("a", 1, 2)], () => {
        throw new EvaluationError("never");
      }),
    ).toThrow("never");
  });

  it("flattens what is undecided in its results", () => {
    expect(listed(derive([oneOf("a", 1, 2)], () => oneOf("a", 5, 6)))).toEqual([
      [5, { a: "0" }],
      [6, { a: "1" }],
    ]);
  });

  it("has plain unknown values where there are more combinations than are tried", () => {
    const values = Array.from({ length: 10 }, (_, at) => oneOf(`c${at}`, 0, 0));
    const seen: TfValue[][] = [];
    derive(values, (each) => {
      seen.push(each);
      return num(0);
    });
    expect(seen).toEqual([values.map(({ alternatives: _, ...plain }) => plain)]);
    expect(derive(values.slice(1), () => num(0))).toEqual(num(0));
  });

  it("stops at more results than are listed, and has plain unknown values then", () => {
    const values = Array.from({ length: 9 }, (_, at) => oneOf(`c${at}`, 0, 2 ** at));
    expect(countOf(values, add)).toBe(10);
    expect(
      alternativesOf(
        derive(values, (each) =>
          each[0]?.kind === "unknown" ? { kind: "unknown", type: DYNAMIC, reasons: [] } : add(each),
        ),
      ),
    ).toBeUndefined();
  });

  it("has plain unknown values where the combinations of large values take too much work", () => {
    const values = Array.from({ length: 9 }, (_, at) => oneOf(`c${at}`, 0, 0));
    const long = str("x".repeat(200_000));
    expect(countOf([...values, long], () => num(0))).toBe(1);
    expect(countOf([...values, str("x".repeat(20_000))], () => num(0))).toBe(512);
    const many = listOf(
      Array.from({ length: 10_000 }, (_, at) => num(at)),
      NUMBER,
    );
    expect(countOf([...values, many], () => num(0))).toBe(1);
  });
});

describe("one of several values", () => {
  const under = (when: Guard, value: TfValue) => ({ when, value });

  it("is none where no alternative is possible", () => {
    expect(() => either([], [])).toThrow("none of its alternatives is possible");
    expect(() => either([under({ a: "2" }, oneOf("a", 1, 2))], [])).toThrow(
      "none of its alternatives is possible",
    );
  });

  it("is of the type that all have, and as sensitive as any", () => {
    const both = [under({ a: "0" }, num(1)), under({ a: "1" }, { ...num(2), sensitive: true })];
    expect(either(both, [])).toMatchObject({ type: NUMBER, notNull: true, sensitive: true });
    expect(either([under({ a: "0" }, num(1)), under({ a: "1" }, str("x"))], [])).toMatchObject({
      type: DYNAMIC,
    });
    expect(
      either([under({ a: "0" }, num(1)), under({ a: "1" }, { kind: "null", type: NUMBER })], []),
    ).not.toHaveProperty("notNull");
  });

  it("counts equal ones once where there are too many, under no outcome then", () => {
    const cases = Array.from({ length: 9 }, (_, at) => under({ a: String(at) }, num(at % 8)));
    const value = either(cases, []);
    expect(listed(value)).toHaveLength(8);
    expect(listed(value)?.slice(0, 2)).toEqual([
      [0, {}],
      [1, { a: "1" }],
    ]);
    expect(listed(either(cases.slice(0, 8), []))?.[0]).toEqual([0, { a: "0" }]);
  });

  it("changes alternative by alternative, but for those that are rejected", () => {
    const cases = [under({ a: "0" }, num(1)), under({ a: "1" }, rejected)];
    expect(listed(mapAlternatives(oneOf("a", 1, 2), cases, (each) => num(numberIn(each) + 1)))).toEqual([
      [2, { a: "0" }],
      ["rejected", { a: "1" }],
    ]);
  });

  it("is of the type of those that Terraform takes", () => {
    const cases = [under({ a: "0" }, num(1)), under({ a: "1" }, rejected), under({ a: "2" }, num(2))];
    expect(either(cases, [])).toMatchObject({ type: NUMBER, notNull: true, reasons: [] });
  });

  it("is known to the model where one is left that Terraform takes", () => {
    const at = startOfFile("main.tf");
    const value = either([under({ a: "0" }, num(1)), under({ a: "1" }, rejected)], []);
    expect(modelNumber(value, at)).toEqual(known(1, at));
  });

  it("without what Terraform rejects is what is left", () => {
    const value = either(
      [under({ a: "0" }, num(1)), under({ a: "1" }, rejected), under({ a: "2" }, num(2))],
      [],
    );
    expect(listed(withoutRejected(value))).toEqual([
      [1, { a: "0" }],
      [2, { a: "2" }],
    ]);
    expect(withoutRejected(either([under({ a: "0" }, num(1)), under({ a: "1" }, rejected)], []))).toEqual(
      num(1),
    );
    expect(withoutRejected(oneOf("a", 1, 2))).toEqual(oneOf("a", 1, 2));
  });
});
