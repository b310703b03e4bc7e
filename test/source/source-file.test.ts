import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameEdit, withEdits } from "../../src/source/edit.ts";
import { nearest } from "../../src/source/nearest.ts";
import { resolvePath } from "../../src/source/paths.ts";
import { SourceFile } from "../../src/source/source-file.ts";

describe("offsets, lines and columns", () => {
  it("count from 1, in UTF-16 code units, the end behind the last character", () => {
    const file = new SourceFile("a.tf", "one\ntwo 😀 three\n");
    expect(file.locate(11, 16)).toEqual({
      file: "a.tf",
      start: { line: 2, column: 8, offset: 11 },
      end: { line: 2, column: 13, offset: 16 },
    });
  });

  it("are the same with CRLF but for the offset, and without a byte order mark", () => {
    const lf = new SourceFile("a", "a\nbc\n").locate(2, 4);
    const crlf = new SourceFile("a", "\uFEFFa\r\nbc\r\n").locate(3, 5);
    const place = ({ start, end }: typeof lf) => [start.line, start.column, end.line, end.column];
    expect(place(crlf)).toEqual(place(lf));
  });

  it("lead back to the offset, wherever it is", () => {
    const texts = fc.string({ unit: fc.constantFrom("a", "\n", "\r\n", "é", "😀"), maxLength: 60 });
    fc.assert(
      fc.property(texts, fc.nat(80), (text, offset) => {
        const file = new SourceFile("a", text);
        const { line, column, offset: at } = file.locate(offset).start;
        const before = text.slice(0, at);
        expect(line).toBe(before.split("\n").length);
        expect(column).toBe(at - before.lastIndexOf("\n"));
        expect(at).toBe(Math.min(offset, text.length));
      }),
    );
  });

  it("give a line without its break, and nothing outside the file", () => {
    const file = new SourceFile("a", "one\r\ntwo");
    expect([file.line(1), file.line(2), file.line(3), file.lineCount]).toEqual(["one", "two", "", 2]);
    expect(file.locateLine(2, 2)).toMatchObject({
      start: { line: 2, column: 2 },
      end: { line: 2, column: 4 },
    });
    expect(file.locateLine(3)).toBeUndefined();
  });
});

describe("edits", () => {
  const file = new SourceFile("a", "0123456789");
  const edit = (start: number, end: number, text: string) => ({ at: file.locate(start, end), text });

  it("are made together, in whatever order they come", () => {
    const edits = [edit(8, 9, "eight"), edit(2, 2, "!"), edit(0, 1, "")];
    expect(withEdits(file.text, edits)).toBe("1!234567eight9");
    expect(withEdits(file.text, [...edits].reverse())).toBe(withEdits(file.text, edits));
  });

  it("that touch the same characters are none", () => {
    expect(withEdits(file.text, [edit(2, 5, "a"), edit(4, 6, "b")])).toBeUndefined();
    expect(withEdits(file.text, [edit(2, 5, "a"), edit(5, 6, "b")])).toBe("01ab6789");
  });

  it("are one when they say the same of the same place", () => {
    expect(sameEdit(edit(1, 2, "a"), edit(1, 2, "a"))).toBe(true);
    expect(sameEdit(edit(1, 2, "a"), edit(1, 2, "b"))).toBe(false);
  });
});

describe("paths", () => {
  it.each([
    ["a/b", "../c.tf", "a/c.tf"],
    [".", "./x//y", "x/y"],
    ["a", "..", "."],
    ["a", "../../etc/passwd", undefined],
    ["a", "/etc/passwd", undefined],
    ["a", "b\0c", undefined],
  ])("%s and %s lead to %s", (folder, path, expected) => {
    expect(resolvePath(folder, path)).toBe(expected);
  });
});

describe("the nearest word", () => {
  it.each([
    ["reserved-concurency-required", "reserved-concurrency-required"],
    ["PROD", "prod"],
    ["something-else", undefined],
  ])("to %s is %s", (word, expected) => {
    expect(nearest(word, ["prod", "reserved-concurrency-required"])).toBe(expected);
  });
});
