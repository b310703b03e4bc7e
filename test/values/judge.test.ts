import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alternativesUnder, atLeastOf, judge } from "../../src/values/judge.ts";
import { type Settled, totalOf, unknown, type Value } from "../../src/values/value.ts";
import { HERE, is, none, oneOf, open } from "../model/support.ts";
import { amount, DEV, outcomes, PROD, under, value } from "./support.ts";

describe("judge", () => {
  it("says what trying every outcome says", () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), fc.nat(40), (values, limit) => {
        const law = (all: readonly Settled<number>[]) =>
          all.reduce((sum, each) => sum + amount(each), 0) <= limit;
        const answers = new Set(outcomes.map((outcome) => law(values.map((each) => under(each, outcome)))));
        const expected = answers.size > 1 ? "undetermined" : answers.has(true) ? "holds" : "broken";
        expect(judge(values, law).verdict).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("says what trying the outcomes that hold says", () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), fc.nat(40), (values, limit) => {
        const law = (all: readonly Settled<number>[]) =>
          all.reduce((sum, each) => sum + amount(each), 0) <= limit;
        const possible = outcomes.filter((outcome) => outcome["stage"] === "prod");
        const answers = new Set(possible.map((outcome) => law(values.map((each) => under(each, outcome)))));
        const expected = answers.size > 1 ? "undetermined" : answers.has(true) ? "holds" : "broken";
        expect(judge(values, law, PROD).verdict).toBe(expected);
      }),
    );
  });

  it("is undetermined where the alternatives of a value aren't listed", () => {
    expect(judge([is(1), open<number>()], () => true).verdict).toBe("undetermined");
  });

  it("gives up on too many combinations instead of taking ever longer", () => {
    const eight = oneOf(1, 2, 3, 4, 5, 6, 7, 8);
    expect(judge([eight, eight, eight], () => true).verdict).toBe("holds");
    expect(judge([eight, eight, eight, oneOf(1, 2)], () => true).verdict).toBe("undetermined");
  });

  it("never tries outcomes that exclude each other", () => {
    const reserved = oneOf<number>([100, PROD], [10, DEV]);
    const amounts = oneOf<number>([50, PROD], [5, DEV]);
    const seen: string[] = [];
    judge([reserved, amounts], ([a, b]) => {
      seen.push(`${amount(a)}/${amount(b)}`);
      return true;
    });
    expect(seen).toEqual(["100/50", "10/5"]);
  });

  it("is undetermined where no combination is possible", () => {
    expect(judge([oneOf<number>([1, PROD]), oneOf<number>([1, DEV])], () => true).verdict).toBe(
      "undetermined",
    );
  });

  it("gives the combinations that break the law, and no others", () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), fc.nat(40), (values, limit) => {
        const law = (all: readonly Settled<number>[]) => totalOf(all) <= limit;
        const { verdict, broken } = judge(values, law);
        const totals = outcomes.map((outcome) => totalOf(values.map((each) => under(each, outcome))));
        expect(new Set(broken.map(totalOf))).toEqual(new Set(totals.filter((total) => total > limit)));
        if (verdict === "holds") expect(broken).toEqual([]);
      }),
    );
  });

  it("gives the reason of the value that isn't listed, else of the first that isn't known, and none where it is decided", () => {
    const listed = unknown<number>("listed", HERE, { alternatives: [is(1), is(9)] });
    const law = ([each]: readonly Settled<number>[]) => amount(each as Settled<number>) < 5;
    expect(judge([listed], law)).toMatchObject({ verdict: "undetermined", because: "listed" });
    expect(judge([listed, open<number>("unlisted")], law)).toMatchObject({
      verdict: "undetermined",
      broken: [],
      because: "unlisted",
    });
    expect(judge([is(9), listed], law).because).toBe("");
    expect(judge([is(1), listed], law)).toEqual({ verdict: "holds", broken: [], because: "" });
    expect(judge([is(9)], law)).toEqual({ verdict: "broken", broken: [[is(9)]], because: "" });
    expect(judge([is(1)], law)).toEqual({ verdict: "holds", broken: [], because: "" });
  });

  it("looks at what a settled value is under", () => {
    const guarded = { ...is(9), when: PROD } as Value<number>;
    expect(judge([guarded], () => false, DEV).verdict).toBe("undetermined");
    expect(judge([guarded], () => false, PROD).verdict).toBe("broken");
    const excluded = { ...is(9), unless: PROD } as Value<number>;
    expect(judge([excluded], () => false, PROD).verdict).toBe("undetermined");
  });
});

describe("what a value adds to a sum at least", () => {
  it("is itself where it is listed, else nothing", () => {
    expect(atLeastOf(is(5))).toEqual(is(5));
    expect(atLeastOf(oneOf(1, 2))).toEqual(oneOf(1, 2));
    expect(atLeastOf(open<number>())).toEqual(none());
  });
});

describe("the alternatives of a value where some outcomes hold", () => {
  it("are those that are possible, each with these outcomes", () => {
    const listed = oneOf<number>([1, PROD], [2, DEV], [3, { big: "true" }]);
    expect(alternativesUnder(listed, PROD)).toEqual([
      { ...is(1), when: PROD },
      { ...is(3), when: { ...PROD, big: "true" } },
    ]);
    expect(alternativesUnder(is(1))).toEqual([is(1)]);
    expect(alternativesUnder(oneOf(1, 2))).toEqual([is(1), is(2)]);
    expect(alternativesUnder(open())).toBeUndefined();
  });
});
