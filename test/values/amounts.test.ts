import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Amount,
  amountsOf,
  combineAmounts,
  rangeOf,
  sumOfAmounts,
  valueOfAmounts,
} from "../../src/values/amounts.ts";
import { add, exactly, type Interval, multiply, NOTHING, UNBOUNDED } from "../../src/values/interval.ts";
import { totalOf } from "../../src/values/value.ts";
import { HERE, is, none, oneOf, open } from "../model/support.ts";
import { DEV, outcomes, PROD, under, value } from "./support.ts";

describe("the amounts of a value", () => {
  it("are its alternatives; unset and what is below 0 are none", () => {
    expect(amountsOf(is(5))).toEqual([exactly(5)]);
    expect(amountsOf(is(-5))).toEqual([NOTHING]);
    expect(amountsOf(none())).toEqual([NOTHING]);
    expect(amountsOf(open())).toEqual([UNBOUNDED]);
    expect(amountsOf(oneOf<number>([5, PROD], [undefined, DEV]))).toEqual([
      { ...exactly(5), when: PROD },
      { ...NOTHING, when: DEV },
    ]);
  });

  it("have a range that covers them all", () => {
    expect(rangeOf(amountsOf(oneOf(5, undefined, 9)))).toEqual({ atLeast: 0, atMost: 9 });
    expect(rangeOf([])).toEqual(NOTHING);
    expect(rangeOf(amountsOf(oneOf<number>([5, PROD])))).toEqual(exactly(5));
  });
});

describe("amounts that are combined", () => {
  const first = ([a = NOTHING]: readonly Interval[]) => a;

  it("are computed in each combination, under its outcomes", () => {
    const amounts = [
      { ...exactly(1), when: PROD },
      { ...exactly(2), when: DEV },
    ];
    const twice = combineAmounts([amounts, [exactly(2)]], ([a = NOTHING, b = NOTHING]) => multiply(a, b));
    expect(twice).toEqual([
      { ...exactly(2), when: PROD },
      { ...exactly(4), when: DEV },
    ]);
    expect(combineAmounts([amounts], first, PROD)).toEqual([{ ...exactly(1), when: PROD }]);
    expect(combineAmounts([[exactly(1)]], first)).toEqual([exactly(1)]);
    expect(combineAmounts([[{ ...NOTHING, unless: PROD }]], first)).toEqual([{ ...NOTHING, unless: PROD }]);
  });

  it("are one range where there are too many", () => {
    const eight = amountsOf(oneOf(1, 2, 3, 4, 5, 6, 7, 8));
    const sumUp = (all: readonly Interval[]) => all.reduce(add, NOTHING);
    expect(combineAmounts([eight, eight, eight, eight], sumUp, PROD)).toEqual([
      { atLeast: 4, atMost: 32, when: PROD },
    ]);
  });

  it("are a value whose alternatives they are", () => {
    expect(valueOfAmounts([exactly(1)], "why", HERE)).toEqual(is(exactly(1)));
    expect(
      valueOfAmounts(
        [
          { ...exactly(1), when: PROD },
          { ...NOTHING, unless: PROD },
        ],
        "why",
        HERE,
      ),
    ).toEqual({
      state: "unknown",
      because: "why",
      at: HERE,
      alternatives: [
        { ...is(exactly(1)), when: PROD },
        { ...is(NOTHING), unless: PROD },
      ],
    });
  });
});

describe("the sum of amounts", () => {
  it("is exact over every outcome", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 6 }), (values) => {
        const totals = outcomes.map((outcome) => totalOf(values.map((each) => under(each, outcome))));
        expect(sumOfAmounts(values.map(amountsOf))).toEqual({
          atLeast: Math.min(...totals),
          atMost: Math.max(...totals),
        });
      }),
      { numRuns: 300 },
    );
  });

  it("doesn't add what excludes each other", () => {
    const big = [
      { ...exactly(60), when: PROD },
      { ...exactly(5), when: DEV },
    ];
    const small = [
      { ...exactly(5), when: PROD },
      { ...exactly(60), when: DEV },
    ];
    expect(sumOfAmounts([big, small, [exactly(1)]])).toEqual(exactly(66));
    expect(
      sumOfAmounts([
        [
          { ...exactly(9), when: PROD },
          { ...NOTHING, unless: PROD },
        ],
        big,
      ]),
    ).toEqual({
      atLeast: 5,
      atMost: 69,
    });
  });

  it("connects amounts by the conditions that they share, one by one", () => {
    const on = (condition: string, amount: number): Amount[] => [
      { ...exactly(amount), when: { [condition]: "true" } },
      { ...NOTHING, when: { [condition]: "false" } },
    ];
    const both: Amount[] = [
      { ...exactly(10), when: { a: "false", b: "false" } },
      ...["true,true", "true,false", "false,true"].map((pair) => {
        const [a = "", b = ""] = pair.split(",");
        return { ...NOTHING, when: { a, b } };
      }),
    ];
    expect(sumOfAmounts([on("a", 10), on("b", 10), both])).toEqual({ atLeast: 10, atMost: 20 });
    expect(sumOfAmounts([on("a", 10), on("b", 10)])).toEqual({ atLeast: 0, atMost: 20 });
  });

  it("is exact however many conditions there are that have nothing to do with each other", () => {
    const conditions = Array.from({ length: 12 }, (_, index) => `c${index}`);
    const on = (condition: string, outcome: string): Amount[] => [
      { ...exactly(1), when: { [condition]: outcome } },
      { ...NOTHING, when: { [condition]: outcome === "true" ? "false" : "true" } },
    ];
    const terms = ["true", "false"].flatMap((outcome) => conditions.map((each) => on(each, outcome)));
    expect(sumOfAmounts(terms)).toEqual(exactly(12));
  });

  it("stays quick and within its bounds where independent conditions are many", () => {
    const terms = Array.from({ length: 40 }, (_, index): Amount[] => [
      { ...exactly(1), when: { [`c${index}`]: "true", all: "true" } },
      { ...NOTHING, when: { [`c${index}`]: "false" } },
    ]);
    const { atLeast, atMost } = sumOfAmounts(terms);
    expect(atLeast).toBe(0);
    expect(atMost).toBe(40);
  });

  it("is quick where thousands depend on one condition", () => {
    const term: Amount[] = [
      { ...exactly(1), when: PROD },
      { ...exactly(2), when: DEV },
    ];
    expect(sumOfAmounts(Array.from({ length: 20_000 }, () => term))).toEqual({
      atLeast: 20_000,
      atMost: 40_000,
    });
  });

  it("is of nothing nothing", () => {
    expect(sumOfAmounts([])).toEqual(NOTHING);
  });
});
