import { describe, expect, it } from "vitest";
import {
  type Alternative,
  alternativesOf,
  becauseOf,
  known,
  knownValue,
  MAX_ALTERNATIVES,
  mapAlternatives,
  mapValue,
  totalOf,
  unknown,
  unset,
} from "../../src/values/value.ts";
import { HERE, is, none, oneOf, open } from "../model/support.ts";
import { DEV, PROD } from "./support.ts";

describe("values", () => {
  it("list at most eight alternatives", () => {
    const listed = (count: number): Alternative<number>[] =>
      Array.from({ length: count }, (_, index) => is(index));
    expect(alternativesOf(unknown("open", HERE, { alternatives: listed(MAX_ALTERNATIVES) }))).toHaveLength(8);
    expect(
      alternativesOf(unknown("open", HERE, { alternatives: listed(MAX_ALTERNATIVES + 1) })),
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

  it("are mapped where they are known, and in each alternative", () => {
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

  it("are changed in each alternative, under what it was under", () => {
    const listed = unknown<number>("open", HERE, {
      alternatives: [
        { ...is(1), when: PROD },
        { ...is(2), when: DEV, unless: { big: "true" } },
      ],
    });
    const changed = mapAlternatives(listed, (each) => (knownValue(each) === 1 ? none() : each));
    expect(alternativesOf(changed)).toEqual([
      { ...none(), when: PROD },
      { ...is(2), when: DEV, unless: { big: "true" } },
    ]);
    expect(mapAlternatives(open<number>(), () => none())).toEqual(open());
    expect(mapAlternatives(is(1), () => none())).toEqual(none());
  });

  it("keep their trace where they are mapped", () => {
    const trace = [{ at: HERE, what: "variable cap" }];
    expect(mapValue(known(1, HERE, trace), String)).toEqual(known("1", HERE, trace));
    expect(mapValue(unset(HERE, trace), String)).toEqual(unset(HERE, trace));
    expect(mapValue(is(1), String)).not.toHaveProperty("trace");
    expect(mapValue(none(), String)).not.toHaveProperty("trace");
  });

  it("have a reason only where they aren't settled", () => {
    expect(becauseOf(open("why"))).toBe("why");
    expect(becauseOf(is(1))).toBeUndefined();
    expect(becauseOf(none())).toBeUndefined();
  });

  it("come to a total of what is set", () => {
    expect(totalOf([is(1), none(), is(2)])).toBe(3);
    expect(totalOf([])).toBe(0);
  });
});
