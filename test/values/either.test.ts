import { describe, expect, it } from "vitest";
import { derive, either, isSame, listed, within, withoutGuard } from "../../src/values/either.ts";
import { alternativesOf, known, knownValue, unset } from "../../src/values/value.ts";
import { HERE, is, none, oneOf, open } from "../model/support.ts";
import { DEV, PROD } from "./support.ts";

describe("one of several values", () => {
  it("is known where all come to the same", () => {
    expect(
      either(
        [
          { when: PROD, value: is(1) },
          { when: DEV, value: is(1) },
        ],
        "why",
        HERE,
      ),
    ).toEqual(is(1));
    expect(
      either(
        [
          { when: PROD, value: none() },
          { when: DEV, value: none() },
        ],
        "why",
        HERE,
      ),
    ).toEqual(none());
  });

  it("lists what it may be, each under its own outcomes and those of the case", () => {
    const inner = oneOf<number>([1, { big: "true" }], [2, DEV]);
    const value = either(
      [
        { when: PROD, value: inner },
        { when: DEV, value: none() },
      ],
      "why",
      HERE,
    );
    expect(value).toMatchObject({ state: "unknown", because: "why", at: HERE });
    expect(alternativesOf(value)).toEqual([
      { ...is(1), when: { ...PROD, big: "true" } },
      { ...none(), when: DEV },
    ]);
  });

  it("isn't listed where one of them isn't", () => {
    const value = either([{ when: PROD, value: open<number>("unlisted") }], "why", HERE);
    expect(value).toEqual(open("unlisted"));
    expect(either([], "why", HERE)).toEqual(open("why"));
  });

  it("counts equal ones once where there are more than can be listed", () => {
    const cases = (count: number) =>
      Array.from({ length: 12 }, (_, index) => ({ when: { c: String(index) }, value: is(index % count) }));
    const value = either(cases(3), "why", HERE);
    expect(alternativesOf(value)).toEqual([is(0), is(1), is(2)]);
    expect(alternativesOf(either(cases(8), "why", HERE))?.map(knownValue)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(alternativesOf(either(cases(9), "why", HERE))).toBeUndefined();
  });
});

describe("what is computed of values", () => {
  it("is computed in each combination", () => {
    const values = [oneOf<number>([1, PROD], [2, DEV]), oneOf<number>([10, PROD], [20, DEV])] as const;
    const value = derive(
      values,
      ([a, b]) => (a.state === "known" && b.state === "known" ? is(a.value + b.value) : none()),
      HERE,
    );
    expect(value).toMatchObject({ because: "var.x has no value" });
    expect(alternativesOf(value)).toEqual([
      { ...is(11), when: PROD },
      { ...is(22), when: DEV },
    ]);
    expect(derive([is(1)], () => is("text"), HERE)).toEqual(is("text"));
  });

  it("isn't known where the combinations can't be listed", () => {
    expect(derive([oneOf(1, 2), open<number>("unlisted")], () => is(1), HERE)).toEqual(open("unlisted"));
  });
});

describe("alternatives", () => {
  it("are the same by what they come to", () => {
    expect(isSame(is(1), known(1, { ...HERE, file: "other.tf" }))).toBe(true);
    expect(isSame(is(1), is(2))).toBe(false);
    expect(isSame(is(1), none())).toBe(false);
    expect(isSame(none(), is(1))).toBe(false);
    expect(isSame(none(), none())).toBe(true);
  });

  it("are values without their guard", () => {
    const trace = [{ at: HERE, what: "variable cap" }];
    expect(withoutGuard({ ...known(1, HERE, trace), when: PROD })).toEqual(known(1, HERE, trace));
    expect(withoutGuard({ ...unset(HERE, trace), when: PROD })).toEqual(unset(HERE, trace));
  });
});

describe("alternatives of something that comes about under some outcomes", () => {
  it("are those that these allow, under both", () => {
    expect(within([{ when: PROD }, { when: DEV }, {}, { when: { big: "true" } }], PROD)).toEqual([
      { when: PROD },
      { when: PROD },
      { when: { ...PROD, big: "true" } },
    ]);
  });
});

describe("a list of alternatives", () => {
  const list = (numbers: Iterable<number>) =>
    listed(numbers, (a, b) => Math.abs(a) === Math.abs(b), Math.abs);

  it("has all of eight, and equal ones once where there are more", () => {
    expect(list([1, 1, 2, 3, 4, 5, 6, 7])).toEqual([1, 1, 2, 3, 4, 5, 6, 7]);
    expect(list([-1, -1, -2, 3, 4, 5, 6, 7, 8, -3])).toEqual([1, -2, 3, 4, 5, 6, 7, 8]);
    expect(list([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBeUndefined();
  });

  it("asks for no more once too many differ", () => {
    let asked = 0;
    function* many() {
      while (asked < 100) yield asked++;
    }
    expect(list(many())).toBeUndefined();
    expect(asked).toBe(9);
  });
});
