import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  becauseOfAny,
  combine,
  combineValues,
  MAX_COMBINATIONS,
  TOO_MANY,
} from "../../src/values/combine.ts";
import { type Alternative, knownValue } from "../../src/values/value.ts";
import { is, none, oneOf, open } from "../model/support.ts";
import { DEV, outcomes, PROD, under, value } from "./support.ts";

describe("combinations", () => {
  it("are those that some outcome leads to", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), (values) => {
        const words = (all: readonly unknown[]) => JSON.stringify(all);
        const combined = combineValues(values)?.map(({ chosen }) => words(chosen.map(knownValue)));
        const expected = outcomes.map((outcome) =>
          words(values.map((each) => knownValue(under(each, outcome)))),
        );
        expect(new Set(combined)).toEqual(new Set(expected));
      }),
    );
  });

  it("are under the outcomes of all that is chosen, and under those that hold in any case", () => {
    expect(combineValues([oneOf<number>([1, PROD], [2, DEV]), is(3)], { big: "true" })).toEqual([
      { chosen: [{ ...is(1), when: PROD }, is(3)], when: { ...PROD, big: "true" } },
      { chosen: [{ ...is(2), when: DEV }, is(3)], when: { ...DEV, big: "true" } },
    ]);
    expect(combineValues([oneOf<number>([1, PROD], [2, DEV])], PROD)).toHaveLength(1);
    expect(combine([])).toEqual([{ chosen: [], when: {} }]);
    expect(combine([[]])).toEqual([]);
  });

  it("leave out what is impossible under the outcomes of the others", () => {
    const absent: Alternative<number>[] = [{ ...none(), unless: PROD }];
    expect(combine([absent], PROD)).toEqual([]);
    expect(combine([absent], DEV)).toHaveLength(1);
    expect(combine<Alternative<number>>([absent, [{ ...is(1), when: PROD }]])).toEqual([]);
    expect(combine<Alternative<number>>([[...absent, is(2)], [{ ...is(1), when: PROD }]])).toHaveLength(1);
  });

  it("look at the guard of an only alternative", () => {
    expect(combine([[{ ...is(1), when: PROD }]], DEV)).toEqual([]);
  });

  it("are not listed where a value isn't, or where they are too many", () => {
    expect(combineValues([is(1), open()])).toBeUndefined();
    const eight = oneOf(1, 2, 3, 4, 5, 6, 7, 8);
    expect(combineValues([eight, eight, eight])).toHaveLength(MAX_COMBINATIONS);
    expect(combineValues([eight, eight, eight, is(1)])).toHaveLength(MAX_COMBINATIONS);
    expect(combineValues([eight, eight, eight, oneOf(1, 2)])).toBeUndefined();
  });
});

describe("the reason why values are undecided together", () => {
  it("is that of the first that isn't listed, else of the first that isn't known", () => {
    expect(becauseOfAny([is(1), oneOf(1, 2), open("unlisted")])).toBe("unlisted");
    expect(becauseOfAny([is(1), oneOf(1, 2)])).toBe("var.x has no value");
    expect(becauseOfAny([is(1)])).toBe(TOO_MANY);
    expect(TOO_MANY).not.toBe("");
  });
});
