import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  exactly,
  hull,
  type Interval,
  intervalWords,
  isExact,
  multiply,
  NOTHING,
  remainder,
  sum,
} from "../../src/values/interval.ts";

const INFINITE = Number.POSITIVE_INFINITY;

const bound = fc.oneof(fc.nat(2000), fc.constant(INFINITE));
const interval: fc.Arbitrary<Interval> = fc
  .tuple(fc.nat(2000), bound)
  .map(([a, b]) => ({ atLeast: Math.min(a, b), atMost: Math.max(a, b) }));
const finite = fc
  .tuple(fc.nat(40), fc.nat(40))
  .map(([a, b]) => ({ atLeast: Math.min(a, b), atMost: Math.max(a, b) }));

/** Every whole number in a finite interval. */
function numbersIn({ atLeast, atMost }: Interval): number[] {
  return Array.from({ length: atMost - atLeast + 1 }, (_, index) => atLeast + index);
}

/** The least interval around some numbers. */
function around(numbers: readonly number[]): Interval {
  return { atLeast: Math.min(...numbers), atMost: Math.max(...numbers) };
}

describe("intervals", () => {
  it("add and multiply as the numbers in them do", () => {
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        const pairs = numbersIn(a).flatMap((x) => numbersIn(b).map((y) => [x, y] as const));
        expect(add(a, b)).toEqual(around(pairs.map(([x, y]) => x + y)));
        expect(multiply(a, b)).toEqual(around(pairs.map(([x, y]) => x * y)));
      }),
      { numRuns: 50 },
    );
  });

  it("have a remainder as the numbers in them do", () => {
    fc.assert(
      fc.property(fc.nat(100), finite, (total, taken) => {
        expect(remainder(total, taken)).toEqual(around(numbersIn(taken).map((each) => total - each)));
      }),
    );
  });

  it("have a hull that is the least around both", () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        expect(hull(a, b)).toEqual(around([a.atLeast, a.atMost, b.atLeast, b.atMost]));
      }),
    );
  });

  it("add in any order, and nothing adds nothing", () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 6 }), (all) => {
        expect(sum([...all].reverse())).toEqual(sum(all));
        expect(sum([...all, NOTHING])).toEqual(sum(all));
      }),
    );
    expect(sum([])).toEqual({ atLeast: 0, atMost: 0 });
    expect(sum([exactly(2), { atLeast: 1, atMost: 3 }])).toEqual({ atLeast: 3, atMost: 5 });
  });

  it("keep nothing nothing, however often", () => {
    const often = { atLeast: 0, atMost: INFINITE };
    expect(multiply(NOTHING, often)).toEqual(NOTHING);
    expect(multiply(often, NOTHING)).toEqual(NOTHING);
    expect(multiply(exactly(5), often)).toEqual(often);
  });

  it("leave no bound where nothing bounds what is taken", () => {
    expect(remainder(900, { atLeast: 100, atMost: INFINITE })).toEqual({
      atLeast: Number.NEGATIVE_INFINITY,
      atMost: 800,
    });
  });

  it("are exact when they hold one number", () => {
    expect(isExact(exactly(7))).toBe(true);
    expect(isExact({ atLeast: 7, atMost: 8 })).toBe(false);
  });

  it("are written as one number, a range, or its one bound", () => {
    expect(intervalWords(exactly(7))).toBe("7");
    expect(intervalWords({ atLeast: 1, atMost: 7 })).toBe("1 to 7");
    expect(intervalWords({ atLeast: 1, atMost: INFINITE })).toBe("1 or more");
    expect(intervalWords({ atLeast: -INFINITE, atMost: 7 })).toBe("7 or less");
    expect(intervalWords({ atLeast: -INFINITE, atMost: INFINITE })).toBe("unknown");
  });
});
