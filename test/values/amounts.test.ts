import { describe, expect, it } from "vitest";
import { amountsOf, rangeOf } from "../../src/values/amounts.ts";
import { is, none, oneOf, open } from "../model/support.ts";

const INFINITE = Number.POSITIVE_INFINITY;

describe("the amounts of a value", () => {
  const range = (value: Parameters<typeof amountsOf>[0]) => rangeOf(amountsOf(value));

  it("cover its alternatives; unset and what is below 0 are none", () => {
    expect(range(is(5))).toEqual({ atLeast: 5, atMost: 5 });
    expect(range(is(-5))).toEqual({ atLeast: 0, atMost: 0 });
    expect(range(none())).toEqual({ atLeast: 0, atMost: 0 });
    expect(range(oneOf(5, undefined, 9))).toEqual({ atLeast: 0, atMost: 9 });
    expect(range(open())).toEqual({ atLeast: 0, atMost: INFINITE });
  });
});
