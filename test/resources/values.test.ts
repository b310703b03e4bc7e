import { describe, expect, it } from "vitest";
import { orDefault, unsetWhen } from "../../src/resources/values.ts";
import { alternativesOf, type Value } from "../../src/values/value.ts";
import { is, none, oneOf, open } from "../model/support.ts";

const shortly = <T>(value: Value<T>) =>
  alternativesOf(value)?.map((each) => (each.state === "known" ? each.value : null)) ?? value.state;

describe("a default", () => {
  it.each([
    ["nothing", none(), [3]],
    ["a value", is(5), [5]],
    ["one of several that is nothing", oneOf<number>(5, undefined), [5, 3]],
    ["what isn't known", open<number>(), "unknown"],
  ] as const)("for %s", (_, value, expected) => {
    expect(shortly(orDefault<number>(value, 3))).toEqual(expected);
  });
});

describe("a spelling of nothing", () => {
  it.each([
    ["is nothing", is(-1), [null]],
    ["is told from a value", is(5), [5]],
    ["may be one of several", oneOf<number>(5, -1), [5, null]],
    ["isn't found in nothing", none(), [null]],
    ["isn't found in what isn't known", open<number>(), "unknown"],
  ] as const)("%s", (_, value, expected) => {
    expect(shortly(unsetWhen<number>(value, (amount) => amount === -1))).toEqual(expected);
  });
});
