import { describe, expect, it } from "vitest";
import {
  absences,
  countWhereThere,
  existingWithin,
  existsIn,
  type Instances,
  instancesWithin,
  NEVER,
  ONCE,
  onlyWhere,
  presenceOf,
  whereThere,
} from "../../src/values/instances.ts";
import { judge } from "../../src/values/judge.ts";
import { alternativesOf, knownValue, type Settled } from "../../src/values/value.ts";
import { HERE, is, none, oneOf, open } from "../model/support.ts";
import { DEV, PROD } from "./support.ts";

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

  it("leaves alternatives out that its condition excludes", () => {
    const conditional = whereThere(oneOf<number>([1, PROD], [2, DEV]), {
      instances: { atLeast: 0, when: [PROD] },
    });
    expect(alternativesOf(conditional)?.map(knownValue)).toEqual([1, undefined]);
  });
});

const BIG = { big: "true" };
const SMALL = { big: "false" };

describe("whether something is there", () => {
  const isThere = ([each]: readonly [Settled<true>]) => each.state === "known";

  it("is known but under a condition", () => {
    expect(presenceOf({ at: HERE })).toEqual(is(true));
    expect(presenceOf({ at: HERE, instances: { atLeast: 0 } })).toEqual(is(true));
    const conditional = presenceOf({ at: HERE, instances: { atLeast: 0, when: [PROD], otherwise: [DEV] } });
    expect(alternativesOf(conditional)).toEqual([
      { ...is(true), when: PROD },
      { ...none(), when: DEV },
    ]);
    expect(judge([conditional], isThere, [PROD]).verdict).toBe("holds");
    expect(judge([conditional], isThere, [DEV]).verdict).toBe("broken");
  });

  it("is one or the other of two that exclude each other", () => {
    const one = presenceOf({ at: HERE, instances: { atLeast: 0, when: [PROD], otherwise: [DEV] } });
    const another = presenceOf({ at: HERE, instances: { atLeast: 0, when: [DEV], otherwise: [PROD] } });
    const law = (each: readonly Settled<true>[]) =>
      each.filter(({ state }) => state === "known").length === 1;
    expect(judge([one, another], law).verdict).toBe("holds");
  });
});

describe("what something that may not be there isn't under", () => {
  it("is listed, else all but its condition", () => {
    expect(absences({ when: [PROD], otherwise: [DEV] })).toEqual([{ when: DEV }]);
    expect(absences({ when: [PROD] })).toEqual([{ unless: [PROD] }]);
    expect(absences({})).toEqual([{}]);
  });
});

describe("instances of something that is part of something else", () => {
  it("are as many in each of it", () => {
    const two = { atLeast: 2, atMost: 2 };
    const many = { atLeast: 0, atMost: Number.POSITIVE_INFINITY };
    expect(instancesWithin(two, { atLeast: 1, atMost: 3 })).toEqual({ atLeast: 2, atMost: 6 });
    expect(instancesWithin(many, { atLeast: 0, atMost: 0 })).toEqual({ atLeast: 0, atMost: 0 });
    expect(instancesWithin({ atLeast: 0, atMost: 0 }, many)).toEqual({ atLeast: 0, atMost: 0 });
    expect(instancesWithin(two, many)).toEqual(many);
  });

  it("exist where both do", () => {
    const outer = { when: [PROD], otherwise: [DEV] };
    const inner = { when: [BIG], otherwise: [SMALL] };
    expect(existingWithin(outer, inner)).toEqual({
      when: [{ ...PROD, ...BIG }],
      otherwise: [DEV, { ...PROD, ...SMALL }],
    });
    expect(existingWithin(outer, {})).toEqual(outer);
    expect(existingWithin({}, inner)).toEqual(inner);
    expect(existingWithin({}, {})).toEqual({});
    expect(existingWithin({ when: [PROD] }, inner)).toEqual({ when: [{ ...PROD, ...BIG }] });
    expect(existingWithin(outer, { when: [BIG] })).toEqual({ when: [{ ...PROD, ...BIG }] });
    expect(existingWithin({ when: [{}] }, { when: [{}] })).toEqual({});
    expect(existingWithin(outer, outer)).toEqual({ when: [PROD], otherwise: [DEV] });
  });

  it("keep the condition with the number", () => {
    const conditional = { atLeast: 0, atMost: 1, when: [PROD], otherwise: [DEV] };
    expect(instancesWithin(conditional, { atLeast: 1, atMost: 1 })).toEqual(conditional);
  });
});

describe("something of which there may be none where its condition holds too", () => {
  const inProd: Instances = { atLeast: 0, atMost: 1, when: [PROD], otherwise: [DEV] };
  const many: Instances = { atLeast: 0, atMost: Number.POSITIVE_INFINITY };
  const isThere = ([each]: readonly [Settled<number>]) => each.state === "known";

  it.each([
    ["an unknown number in a conditional one", instancesWithin(inProd, many)],
    ["a conditional one in an unknown number", instancesWithin(many, inProd)],
    ["one more of what is in one", instancesWithin(instancesWithin(inProd, many), ONCE)],
    ["a part whose condition isn't known", onlyWhere(inProd, {})],
    ["a conditional part of an unknown number", onlyWhere(many, inProd)],
  ])("is %s", (_, instances) => {
    expect(instances).toMatchObject({ atLeast: 0, when: [PROD], isOpen: true });
    expect(countWhereThere(instances).atLeast).toBe(0);
    const value = whereThere(is(5), { instances });
    expect(judge([value], isThere, [PROD]).verdict).toBe("undetermined");
    expect(absences(instances)).toEqual([{}]);
  });

  it("is none that depends on its conditions alone", () => {
    for (const decided of [inProd, instancesWithin(inProd, ONCE), onlyWhere(ONCE, inProd)]) {
      expect(decided.isOpen).toBeUndefined();
      expect(countWhereThere(decided)).toEqual({ atLeast: 1, atMost: 1 });
    }
    expect(countWhereThere(many)).toEqual(many);
    expect(instancesWithin(inProd, NEVER)).toEqual(NEVER);
  });

  it("is none of which the guards say nothing", () => {
    const alternatives = [
      { when: {}, holds: true },
      { when: {}, holds: false },
    ];
    expect(existsIn(alternatives)).toEqual({ atLeast: 0, atMost: 1 });
  });
});
