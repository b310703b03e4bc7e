import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { SourceFile } from "../../src/source/source-file.ts";
import { entryAt, insertEntry, setEntry } from "../../src/source/yaml/edit.ts";
import { parseYaml } from "../../src/source/yaml/parse.ts";
import {
  childOf,
  entryLocation,
  entryUnder,
  locationOf,
  toData,
  type YamlMapping,
  type YamlNode,
} from "../../src/source/yaml/tree.ts";

const parse = (text: string) => parseYaml(new SourceFile("a.yaml", text));
const top = (text: string) => parse(text).documents[0] as YamlMapping;
const at = (node: YamlNode | undefined) => {
  if (!node) return undefined;
  const { start, end } = locationOf(node);
  return node.file.text.slice(start.offset, end.offset);
};

describe("a tree", () => {
  it("holds the data that js-yaml loads, from JSON and from YAML", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4, noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value, null, 1);
        expect(toData(parse(text).documents[0] as YamlNode)).toEqual(load(text));
      }),
    );
  });

  it.each([
    "~",
    "null",
    "yes",
    "0x1F",
    "0o17",
    "017",
    "1e3",
    ".5",
    "-.inf",
    "1_000",
    "2024-01-01",
    "true",
    "TRUE",
    "on",
  ])("reads %s as YAML 1.2's core schema does", (text) => {
    const expected: Record<string, unknown> = {
      "~": null,
      null: null,
      "0x1F": 31,
      "0o17": 15,
      "017": 17,
      "1e3": 1000,
      ".5": 0.5,
      "-.inf": Number.NEGATIVE_INFINITY,
      true: true,
      TRUE: true,
    };
    expect(toData(top(`a: ${text}`))).toEqual({ a: text in expected ? expected[text] : text });
  });

  it("has the exact range of every node", () => {
    const tree = top(
      'plain: some text # not this\nquoted: "a\\"b"\nlist: [1, {two: 2}] # [\nblock: |\n  lines\n  more\nmap:\n  a: 1\n',
    );
    expect(at(childOf(tree, "plain"))).toBe("some text");
    expect(at(childOf(tree, "quoted"))).toBe('"a\\"b"');
    expect(at(childOf(tree, "list"))).toBe("[1, {two: 2}]");
    expect(at(childOf(tree, "map"))).toBe("a: 1");
    expect(entryLocation(entryUnder(tree, "map") as never)).toMatchObject({
      start: { line: 7, column: 1 },
      end: { line: 8 },
    });
  });

  it("keeps tags and says what is plain", () => {
    expect(childOf(top("a: !Sub 'x'"), "a")).toMatchObject({ tag: "!Sub", text: "x", plain: false });
    expect(childOf(top("a: !Ref x"), "a")).toMatchObject({ tag: "!Ref", text: "x", plain: true });
  });

  it("has one document for each that is written", () => {
    expect(parse("a: 1\n---\nb: 2\n...\n---\n").documents.map((each) => toData(each))).toEqual([
      { a: 1 },
      { b: 2 },
      null,
    ]);
  });

  it("is the same with CRLF and behind a byte order mark, line by line", () => {
    const text = "a:\n  - b: 1\n    c: [x,\n      y]\n";
    const lines = (source: string) => {
      const places: unknown[] = [];
      const visit = (node: YamlNode) => {
        const { start, end } = locationOf(node);
        places.push([start.line, start.column, end.line, end.column]);
        if (node.kind === "mapping") for (const { value } of node.entries) visit(value);
        if (node.kind === "sequence") node.items.forEach(visit);
      };
      visit(top(source));
      return places;
    };
    expect(lines(text.replaceAll("\n", "\r\n"))).toEqual(lines(text));
    expect(lines(`\uFEFF${text}`)).toEqual(lines(text));
  });
});

describe("anchors and merge keys", () => {
  it("stand where they are written", () => {
    const tree = top("base: &base\n  a: 1\nuse: *base\nmerged:\n  <<: *base\n  b: 2\n");
    expect(at(childOf(childOf(tree, "use"), "a"))).toBe("1");
    expect(locationOf(childOf(childOf(tree, "merged"), "a") as YamlNode).start.line).toBe(2);
    expect(toData(childOf(tree, "merged") as YamlNode)).toEqual({ a: 1, b: 2 });
  });

  it("give way to what is written, wherever, and to the earlier of several", () => {
    const tree = top("x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nm:\n  b: own\n  <<: [*x, *y]\n");
    expect(toData(childOf(tree, "m") as YamlNode)).toEqual({ b: "own", a: 1, c: 2 });
  });

  it("are anchors of their own in each document", () => {
    const { problems } = parse("a: &x 1\n---\nb: *x\n");
    expect(problems).toEqual([
      expect.objectContaining({ severity: "error", message: "There is no anchor &x before this alias." }),
    ]);
  });
});

describe("what is wrong is said at its place", () => {
  it.each([
    ["a: 1\nb: [1, 2\nc: 3\n", 4, "error"],
    ["a: 'open\n", 2, "error"],
    ["a: 1\na: 2\n", 2, "warning"],
    ["a: &a [*a]\n", 1, "error"],
    ["a: \0\n", 1, "error"],
    ['{"a": 1,}}', 1, "error"],
    ["a:\n\t- b\n", 2, "error"],
  ])("%j in line %i", (text, line, severity) => {
    const [problem] = parse(text).problems;
    expect(problem?.severity).toBe(severity);
    expect(problem?.at.start.line).toBe(line);
  });

  it("and of keys that are written twice, the last counts, as in AWS's tools", () => {
    const tree = top("a: 1\nb: 0\na: 2\n");
    expect(toData(tree)).toEqual({ b: 0, a: 2 });
    expect(tree.entries.map(({ key }) => key)).toEqual(["b", "a"]);
  });

  it("and the documents before an error stay read", () => {
    expect(parse("a: 1\n---\nb: *nothing\n").documents.length).toBeGreaterThanOrEqual(1);
  });
});

describe("brackets may be indented as AWS's own tools allow", () => {
  it("and every place stays the same", () => {
    const tree = top("a:\n  b: [\n    1,\n  2\n]\nc: 3\n");
    expect(toData(tree)).toEqual({ a: { b: [1, 2] }, c: 3 });
    expect(locationOf(childOf(tree, "c") as YamlNode).start).toMatchObject({ line: 6, column: 4 });
  });
});

describe("an entry", () => {
  it("is found by where its key stands, at any depth", () => {
    const tree = top("a:\n  - b: {c: 1}\n");
    expect(entryAt(tree, "a:\n  - b: {".length)?.key).toBe("c");
    expect(entryAt(tree, 1)).toBeUndefined();
  });

  it("is written before the first, never before what a merge key brought along", () => {
    const merged = top("base: &b {x: 1}\nm:\n  <<: *b\n  own: 2\n");
    expect(insertEntry(childOf(merged, "m") as YamlMapping, "new", "3")).toMatchObject({
      at: { start: { line: 4, column: 3 } },
      text: "new: 3\n  ",
    });
  });

  it("is not set where something else than a scalar stands, or stands elsewhere", () => {
    const tree = top("anchor: &v 1\na: *v\nb: [1]\nc: !Ref x\nd: 1\n");
    for (const key of ["a", "b", "c"]) expect(setEntry(tree, key, "2")).toBeUndefined();
    expect(setEntry(tree, "d", "2")).toMatchObject({ text: "2", at: { start: { line: 5, column: 4 } } });
  });
});
