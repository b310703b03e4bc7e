import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alternativeWords, numberWords, settledWords } from "../../src/values/words.ts";
import { is, none } from "../model/support.ts";

describe("numbers in words", () => {
  it("are listed where they are few, else a range", () => {
    expect(numberWords([5])).toBe("5");
    expect(numberWords([8, 5, 8])).toBe("5 or 8");
    expect(numberWords([10, 5, 8])).toBe("5, 8 or 10");
    expect(numberWords([10, 5, 8, 7])).toBe("5 to 10");
    expect(numberWords([])).toBe("");
  });

  it("are the same in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (numbers) => {
        expect(numberWords([...numbers].reverse())).toBe(numberWords(numbers));
      }),
    );
  });

  it("say where one isn't set", () => {
    expect(settledWords([is(8), is(5)], "none")).toBe("5 or 8");
    expect(settledWords([is(8), none()], "none")).toBe("8 or none");
    expect(settledWords([none(), none()], "none")).toBe("none");
  });
});

describe("texts in words", () => {
  it("are listed once, sorted", () => {
    expect(alternativeWords(["b", "a", "b"])).toBe("a or b");
    expect(alternativeWords(["c", "b", "a"])).toBe("a, b or c");
    expect(alternativeWords(["a"])).toBe("a");
  });
});
