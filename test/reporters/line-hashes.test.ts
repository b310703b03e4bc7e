import { describe, expect, test } from "vitest";
import { lineHashes } from "../../src/reporters/sarif/line-hashes.ts";

/** Answers that github/codeql-action states in its own tests. */
const GREETINGS = [
  "e9496ae3ebfced30:1",
  "fb7c023a8b9ccb3f:1",
  "ce8ba1a563dcdaca:1",
  "e20e36e16fcb0cc8:1",
  "b3edc88f2938467e:1",
  "c8e28b0b4002a3a0:1",
  "c129715d7a2bc9a3:1",
];

describe("the hashes of lines, as upload-sarif computes them", () => {
  test("of an empty text", () => {
    expect(lineHashes("")).toEqual(["c129715d7a2bc9a3:1"]);
  });

  test("without a line break at the end", () => {
    expect(lineHashes(" a\nb\n  \t\tc\n d")).toEqual([
      "271789c17abda88f:1",
      "54703d4cd895b18:1",
      "180aee12dab6264:1",
      "a23a3dc5e078b07b:1",
    ]);
  });

  test.each(["\n", "\r", "\r\n"])("with %j between lines", (end) => {
    const lines = [" hello; \t", "world!!!", "", "", "  \t\tGreetings", " End", ""];
    expect(lineHashes(lines.join(end))).toEqual(GREETINGS);
  });

  test("that come up again are counted", () => {
    const hashes = lineHashes("Lorem ipsum dolor sit amet.\n".repeat(10));
    expect(hashes.slice(0, 7)).toEqual([
      ...[1, 2, 3, 4, 5, 6].map((nth) => `a7f2ff13bc495cf2:${nth}`),
      "a7f2ff1481e87703:1",
    ]);
    expect(hashes.at(-1)).toBe("c129715d7a2bc9a3:1");
  });

  test("agree with the definition, written with big integers", () => {
    const text = Array.from({ length: 60 }, (_, line) => `é${"x".repeat(line)} = ${line} # 𝒞\r\n\t`).join("");
    const characters = [...text.replace(/[ \t]/g, "").replace(/\r\n?/g, "\n")].join("");
    const codes = [...Array(characters.length).keys()].map((index) => characters.charCodeAt(index));
    codes.push(0xffff, ...new Array(200).fill(0));
    const starts = [0, ...[...characters.matchAll(/\n/g)].map(({ index }) => index + 1)];
    const expected = starts.map((start) => {
      let hash = 0n;
      for (let index = start; index < start + 100; index++)
        hash = BigInt.asUintN(64, hash * 37n + BigInt(codes[index] ?? 0));
      return hash.toString(16);
    });
    expect(lineHashes(text).map((hash) => hash.split(":")[0])).toEqual(expected);
  });
});
