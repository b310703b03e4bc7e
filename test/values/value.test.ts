import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compatible, type Guard, implies } from "../../src/values/guard.ts";
import { whereThere } from "../../src/values/instances.ts";
import { judge } from "../../src/values/judge.ts";
import {
  type Alternative,
  alternativesOf,
  known,
  knownValue,
  MAX_ALTERNATIVES,
  mapValue,
  type Settled,
  unknown,
  unset,
  type Value,
} from "../../src/values/value.ts";
import { HERE, is, none, oneOf, open } from "../model/support.ts";

const PROD = { stage: "prod" };
const DEV = { stage: "dev" };

const CONDITIONS: Readonly<Record<string, readonly string[]>> = {
  stage: ["prod", "dev"],
  big: ["true", "false"],
};

/** Every outcome of every condition. */
const worlds: Guard[] = (CONDITIONS["stage"] ?? []).flatMap((stage) =>
  (CONDITIONS["big"] ?? []).map((big) => ({ stage, big })),
);

const settled: fc.Arbitrary<Settled<number>> = fc
  .option(fc.nat(20), { nil: undefined })
  .map((value) => (value === undefined ? none() : is(value)));

/** A value that conditions decide completely: one alternative for each outcome of one condition. */
const decided: fc.Arbitrary<Value<number>> = fc
  .tuple(fc.constantFrom("stage", "big"), fc.tuple(settled, settled))
  .map(([condition, ways]) => {
    const alternatives = (CONDITIONS[condition] ?? []).map((outcome, index) => ({
      ...(ways[index] as Settled<number>),
      when: { [condition]: outcome },
    }));
    return unknown<number>("a condition is open", HERE, { alternatives });
  });

const value = fc.oneof<fc.Arbitrary<Value<number>>[]>(settled, decided);

/** What a value is in a world. */
function inWorld(each: Value<number>, world: Guard): Settled<number> {
  const found = alternativesOf(each)?.find(({ when }) => compatible(when, world));
  if (!found) throw new Error("every value has a way in every world");
  return found;
}

const amount = (each: Settled<number>) => (each.state === "known" ? each.value : 0);

describe("judge", () => {
  it("says what trying every world says", () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), fc.nat(40), (values, limit) => {
        const law = (all: readonly Settled<number>[]) =>
          all.reduce((sum, each) => sum + amount(each), 0) <= limit;
        const outcomes = new Set(worlds.map((world) => law(values.map((each) => inWorld(each, world)))));
        const expected = outcomes.size > 1 ? "undetermined" : outcomes.has(true) ? "holds" : "broken";
        expect(judge(values, law).verdict).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("says what trying the worlds under an outcome says", () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), fc.nat(40), (values, limit) => {
        const law = (all: readonly Settled<number>[]) =>
          all.reduce((sum, each) => sum + amount(each), 0) <= limit;
        const possible = worlds.filter((world) => world["stage"] === "prod");
        const outcomes = new Set(possible.map((world) => law(values.map((each) => inWorld(each, world)))));
        const expected = outcomes.size > 1 ? "undetermined" : outcomes.has(true) ? "holds" : "broken";
        expect(judge(values, law, [PROD]).verdict).toBe(expected);
      }),
    );
  });

  it("can't tell where a value's ways can't be listed", () => {
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

  it("can't tell where no world is possible", () => {
    expect(judge([oneOf<number>([1, PROD]), oneOf<number>([1, DEV])], () => true).verdict).toBe(
      "undetermined",
    );
  });
});

describe("a value of something that may not be there", () => {
  const once = { instances: { atLeast: 1 } };

  it("is the value where it is there for certain", () => {
    const given = is(5);
    expect(whereThere(given, once)).toBe(given);
    expect(whereThere(open<number>(), { instances: { atLeast: 0 } }).state).toBe("unknown");
    expect(alternativesOf(whereThere(open<number>(), { instances: { atLeast: 0 } }))).toBeUndefined();
  });

  it("is the value or unset where it may be there", () => {
    const maybe = whereThere(is(5), { instances: { atLeast: 0 } });
    expect(judge([maybe], ([each]) => each.state === "known").verdict).toBe("undetermined");
    expect(alternativesOf(maybe)?.map((each) => each.state)).toEqual(["known", "unset"]);
    expect(maybe.state === "unknown" && maybe.because).toBe("it depends on a condition that isn't decided");
    const both = whereThere(oneOf(1, 2), { instances: { atLeast: 0 } });
    expect(both.state === "unknown" && both.because).toBe("var.x has no value");
  });

  it("is there under its condition, and only there", () => {
    const conditional = whereThere(is(5), { instances: { atLeast: 0, when: [PROD] } });
    const isThere = ([each]: readonly [Settled<number>]) => each.state === "known";
    expect(judge([conditional], isThere, [PROD]).verdict).toBe("holds");
    expect(judge([conditional], isThere, [DEV]).verdict).toBe("broken");
    expect(judge([conditional], isThere).verdict).toBe("undetermined");
  });

  it("leaves ways out that its condition excludes", () => {
    const conditional = whereThere(oneOf<number>([1, PROD], [2, DEV]), {
      instances: { atLeast: 0, when: [PROD] },
    });
    expect(alternativesOf(conditional)?.map(knownValue)).toEqual([1, undefined]);
  });
});

describe("guards", () => {
  it("are compatible unless they differ on a condition", () => {
    expect(compatible(PROD, { big: "true" })).toBe(true);
    expect(compatible(PROD, DEV)).toBe(false);
    expect(compatible(undefined, DEV)).toBe(true);
    expect(compatible(PROD, undefined)).toBe(true);
    expect(compatible({ ...PROD, big: "true" }, { ...PROD, big: "false" })).toBe(false);
  });

  it("imply what they say and no more", () => {
    expect(implies({ ...PROD, big: "true" }, PROD)).toBe(true);
    expect(implies(PROD, { ...PROD, big: "true" })).toBe(false);
    expect(implies({}, {})).toBe(true);
  });
});

describe("values", () => {
  it("list at most eight alternatives", () => {
    const ways = (count: number): Alternative<number>[] =>
      Array.from({ length: count }, (_, index) => is(index));
    expect(alternativesOf(unknown("open", HERE, { alternatives: ways(MAX_ALTERNATIVES) }))).toHaveLength(8);
    expect(
      alternativesOf(unknown("open", HERE, { alternatives: ways(MAX_ALTERNATIVES + 1) })),
    ).toBeUndefined();
    expect(alternativesOf(unknown("open", HERE, { alternatives: [] }))).toBeUndefined();
  });

  it("carry a trace only when there is one", () => {
    const trace = [{ at: HERE, what: "variable cap" }];
    expect(known(1, HERE, trace).trace).toEqual(trace);
    expect(unset(HERE, trace).trace).toEqual(trace);
    expect(unknown("open", HERE, { trace }).trace).toEqual(trace);
    for (const each of [known(1, HERE, []), unset(HERE, []), unknown("open", HERE, { trace: [] })])
      expect(each).not.toHaveProperty("trace");
  });

  it("are mapped where they are known, and in each way", () => {
    const twice = (each: number) => each * 2;
    expect(mapValue(is(2), twice)).toEqual(is(4));
    expect(mapValue(none(), twice)).toEqual(none());
    expect(mapValue(open<number>(), twice)).toEqual(open());
    expect(mapValue(oneOf(2, undefined), twice)).toEqual(oneOf(4, undefined));
  });

  it("are looked up only when known", () => {
    expect(knownValue(is(0))).toBe(0);
    expect(knownValue(none())).toBeUndefined();
    expect(knownValue(oneOf(1, 2))).toBeUndefined();
  });
});
