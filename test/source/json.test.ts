import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceFile } from "../../src/source/source-file.ts";
import { parseJson } from "../../src/source/yaml/json.ts";
import { parseByYaml, parseYaml } from "../../src/source/yaml/parse.ts";
import type { YamlMapping } from "../../src/source/yaml/tree.ts";
import { propertyRuns } from "../properties/support.ts";

const WHOLE = { skips: () => false, kept: (mapping: YamlMapping) => mapping.entries };
const BLANK = fc.constantFrom("", " ", "\n", "\r\n", "\n    ");
const here = join(import.meta.dirname, "..");

/** Both trees of a text; the one of JSON is undefined where it leaves the text to the other. */
function trees(text: string) {
  const file = new SourceFile("file.json", text);
  return { json: parseJson(file, WHOLE), yaml: parseByYaml(file).documents[0] };
}

describe("the tree of JSON", () => {
  const files = [here, join(here, "../examples")].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".json") && !name.includes("node_modules"))
      .map((name) => join(folder, name)),
  );

  it("is that of YAML, in every file here", () => {
    expect(files.length).toBeGreaterThan(50);
    let compared = 0;
    for (const path of files) {
      const { json, yaml } = trees(readFileSync(path, "utf8"));
      if (!json) continue;
      compared++;
      expect(json, path).toEqual(yaml);
    }
    expect(compared).toBeGreaterThan(files.length * 0.9);
  });

  it("is that of YAML, whatever the values and however they are laid out", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom(undefined, 1, 4, "\t"), (text, indent) => {
        const laidOut = JSON.stringify(JSON.parse(text), null, indent);
        const { json, yaml } = trees(laidOut);
        if (json && yaml) expect(json).toEqual(yaml);
        expect(json).toBeDefined();
      }),
      { numRuns: propertyRuns(500) },
    );
  });

  it("is that of YAML, whatever is between its parts, and with what escapes and names there are", () => {
    const text = fc.letrec<{ value: string }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom("true", "false", "null", "0", "-0", "1e3", "1.50", "123456789012", "-1E-2", "1e400"),
        fc.string({ unit: "binary", maxLength: 8 }).map((each) => JSON.stringify(each)),
        fc.constantFrom(
          '"\\u0041"',
          '"\\/"',
          '"<<"',
          '"*a"',
          '"&a"',
          '"!Ref x"',
          '"\\ud83d\\ude00"',
          '"# no"',
          '""',
        ),
        fc
          .array(fc.tuple(BLANK, tie("value"), BLANK), { maxLength: 3 })
          .map((all) => `[${all.map((each) => each.join("")).join(",")}]`),
        fc
          .array(
            fc.tuple(
              BLANK,
              fc.constantFrom("a", "b", "<<", "Fn::Sub", "", "=", "ü"),
              BLANK,
              BLANK,
              tie("value"),
            ),
            { maxLength: 3 },
          )
          .map(
            (all) =>
              `{${all.map(([before, key, after, gap, each]) => `${before}${JSON.stringify(key)}${after}:${gap}${each}`).join(",")}}`,
          ),
      ),
    })).value;
    fc.assert(
      fc.property(BLANK, text, BLANK, (before, each, after) => {
        const file = new SourceFile("file.json", before + each + after);
        const json = parseJson(file);
        const { documents, problems } = parseByYaml(file);
        // Of an error in YAML, such as a character that it doesn't print, JSON knows nothing.
        if (json && problems.length === 0) expect(json).toEqual(documents[0]);
        if (json) expect(parseYaml(file)).toEqual({ documents: [json], problems: [] });
        else expect(parseYaml(file)).toEqual({ documents, problems });
      }),
      { numRuns: propertyRuns(2_000) },
    );
  });

  it.each([
    ["a comment", '{"a": 1 /* b */}'],
    ["a comma at the end", '{"a": [1,]}'],
    ["a key that is written twice", '{"a": 1, "a": 2}'],
    ["YAML", "a: 1"],
    ["two texts", "{} {}"],
    ["no end", '{"a": [1'],
    ["nesting", `${"[".repeat(300)}${"]".repeat(300)}`],
    ["nothing", ""],
  ])("is left to YAML's parser for %s", (_, text) => {
    expect(trees(text).json).toBeUndefined();
  });

  it("leaves out what nobody wants", () => {
    const file = new SourceFile("f.json", '{"a": {"x": [1, {"y": 2}]}, "b": 1, "c": [{"d": 1, "e": 2}]}');
    const tree = parseJson(file, {
      skips: (key) => key === "x" || key === "b",
      kept: ({ entries }, under) => (under === "c" ? entries.filter(({ key }) => key === "d") : entries),
    });
    expect(JSON.stringify(tree, ["kind", "entries", "key", "value", "items"])).toBe(
      '{"kind":"mapping","entries":[{"key":"a","value":{"kind":"mapping","entries":[]}},{"key":"c","value":{"kind":"sequence","items":[{"kind":"mapping","entries":[{"key":"d","value":{"kind":"scalar","value":1}}]}]}}]}',
    );
  });
});
