import { describe, expect, test } from "vitest";
import { suggestionBody, suggestionOf } from "../../src/github/suggestion.ts";
import { SourceFile } from "../../src/source/source-file.ts";

const TEXT = 'resource "x" "y" {\n  a = 1\n  b = 2\n}\n';
const file = new SourceFile("main.tf", TEXT);
const EVERYTHING = [{ first: 1, last: 4 }];

/** A finding whose fix puts texts in the place of others. */
function finding(...edits: [before: string, after: string][]) {
  const fix = edits.map(([before, after]) => {
    const start = TEXT.indexOf(before);
    return { at: file.locate(start, start + before.length), text: after };
  });
  return { at: file.locate(0, 1), fix };
}

describe("a suggestion", () => {
  test("is whole lines with the edits in them", () => {
    expect(suggestionOf(finding(["1", "10"]), TEXT, EVERYTHING)).toEqual({
      file: "main.tf",
      lines: { first: 2, last: 2 },
      text: "  a = 10",
    });
    expect(suggestionOf(finding(["2", "20"], ["1", "10"]), TEXT, EVERYTHING)).toEqual({
      file: "main.tf",
      lines: { first: 2, last: 3 },
      text: "  a = 10\n  b = 20",
    });
  });

  test("stays on lines that the pull request changes", () => {
    expect(suggestionOf(finding(["1", "10"]), TEXT, [{ first: 3, last: 4 }])).toBeUndefined();
    expect(suggestionOf(finding(["1", "10"], ["2", "20"]), TEXT, [{ first: 1, last: 2 }])).toBeUndefined();
    expect(suggestionOf(finding(["1", "10"]), TEXT, [])).toBeUndefined();
  });

  test.each(["0", " = 0", "0.0", "x = 00\n", "-0"])("never writes a zero: %j", (text) => {
    expect(suggestionOf(finding(["1", text]), TEXT, EVERYTHING)).toBeUndefined();
  });

  test.each(["10", "v0", "0x1", "100", "a0.b"])("may write %j", (text) => {
    expect(suggestionOf(finding(["1", text]), TEXT, EVERYTHING)).toBeDefined();
  });

  test("is none without a fix, with overlapping edits, or with edits in another file", () => {
    expect(suggestionOf({ at: file.locate(0) }, TEXT, EVERYTHING)).toBeUndefined();
    expect(suggestionOf(finding(["a = 1", "c = 3"], ["= 1", "= 5"]), TEXT, EVERYTHING)).toBeUndefined();
    const elsewhere = finding(["1", "5"]);
    const at = new SourceFile("other.tf", TEXT).locate(0);
    expect(suggestionOf({ ...elsewhere, at }, TEXT, EVERYTHING)).toBeUndefined();
  });

  test("stands in a fence that its own text can't close", () => {
    const body = suggestionBody("words", {
      file: "a",
      lines: { first: 1, last: 1 },
      text: "```\n@team ````",
    });
    expect(body).toBe("words\n\n`````suggestion\n```\n@team ````\n`````");
  });
});
