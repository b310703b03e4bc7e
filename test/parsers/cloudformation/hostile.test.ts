import { describe, expect, it } from "vitest";
import cloudformation from "../../../src/parsers/cloudformation/index.ts";
import { MAX_STACKS } from "../../../src/parsers/cloudformation/nested.ts";
import { inputsFor } from "../../support/inputs.ts";
import { MemoryFileSystem } from "../../support/memory-fs.ts";
import { unreadCode } from "../../support/projection.ts";

/** What is read of some files, how long it took in milliseconds, and everything that is said. */
function read(files: Record<string, string>) {
  const fs = new MemoryFileSystem(files);
  const started = process.cpuUsage();
  const { roots, diagnostics } = cloudformation.roots(Object.keys(files), fs);
  const parsed = roots.map((root) => cloudformation.parse(root, inputsFor("prod"), fs));
  const { user, system } = process.cpuUsage(started);
  const took = (user + system) / 1000;
  const said = [...diagnostics, ...parsed.flatMap((each) => each.diagnostics)];
  const unread = parsed.flatMap((each) => each.unread ?? []).map(unreadCode);
  const functions = parsed.flatMap((each) => each.resources.functions.map((fn) => fn.address));
  return { functions, said: said.map(({ severity, message }) => `${severity}: ${message}`), unread, took };
}

const FUNCTION = "Resources:\n  Fn:\n    Type: AWS::Lambda::Function\n";
/** Of processor time, so that a busy machine does not count. */
const WITHIN_MS = 1000;

describe("texts that are no templates", () => {
  const lists = (depth: number) => `${FUNCTION}Metadata: ${"[".repeat(depth)}${"]".repeat(depth)}\n`;
  const cases: [name: string, text: string, said: RegExp][] = [
    ["a NUL byte", `${FUNCTION}# \0\n`, /NUL byte/],
    ["an unclosed bracket", `${FUNCTION}Metadata: {\n`, /Not valid YAML/],
    ["an unclosed quote", `${FUNCTION}Description: "a\n`, /Not valid YAML/],
    ["a tab that indents", `${FUNCTION}Metadata:\n\tA: 1\n`, /Not valid YAML/],
    ["nesting past the bound", lists(300), /nested more than 200 deep/],
    ["nesting far past the bound", lists(100_000), /nested more than 200 deep/],
    ["an alias without its anchor", `${FUNCTION}Metadata: *nothing\n`, /no anchor &nothing/],
    ["an alias inside its own anchor", `${FUNCTION}Metadata: &a [*a]\n`, /inside its own anchor/],
    [
      "aliases that multiply",
      `${FUNCTION}A: &a [x,x,x,x,x,x,x,x,x,x]\n${["b", "c", "d", "e", "f", "g", "h"]
        .map((name, index) => `${name.toUpperCase()}: &${name} [${Array(10).fill(`*${"abcdefg"[index]}`)}]\n`)
        .join("")}`,
      /Aliases expand to more than/,
    ],
  ];
  for (const [name, text, said] of cases) {
    it(`${name}: one diagnostic, at once`, () => {
      const result = read({ "template.yaml": text });
      expect(result.said).toHaveLength(1);
      expect(result.said[0]).toMatch(said);
      expect(result.took).toBeLessThan(WITHIN_MS);
    });
  }

  it("nesting within the bound is read", () => {
    expect(read({ "template.yaml": lists(150) })).toMatchObject({ functions: ["Fn"], said: [] });
  });

  it("a template that breaks does not hide its neighbour", () => {
    const result = read({ "a.yaml": `${FUNCTION}Metadata: {\n`, "b.yaml": FUNCTION });
    expect(result.functions).toEqual(["Fn"]);
  });
});

describe("texts that are odd", () => {
  it.each([
    [
      "lone surrogates",
      `{"Resources":{"Fn":{"Type":"AWS::Lambda::Function","Properties":{"FunctionName":"\\ud800"}}}}`,
    ],
    ["what invalid UTF-8 is decoded to", `${FUNCTION}    Properties: { FunctionName: "\ufffd\ufffd" }\n`],
    ["a byte order mark", `\ufeff${FUNCTION}`],
    ["Windows line breaks", FUNCTION.replaceAll("\n", "\r\n")],
    ["a long scalar", `${FUNCTION}Description: "${"x".repeat(900_000)}"\n`],
    [
      "a long line of JSON",
      JSON.stringify({
        Resources: { Fn: { Type: "AWS::Lambda::Function" } },
        Metadata: Array(100_000).fill(1),
      }),
    ],
    [
      "names of Object.prototype",
      `${FUNCTION}  constructor: { Type: __proto__ }\n  __proto__: { Type: toString }\n`,
    ],
  ])("%s: the function is found", (_, text) => {
    const result = read({ "template.yaml": text });
    expect(result.functions).toEqual(["Fn"]);
    expect(result.said).toEqual([]);
    expect(result.took).toBeLessThan(WITHIN_MS);
  });

  it("many duplicate keys", () => {
    const keys = Array.from({ length: 5_000 }, (_, at) => `  k${at}: 1\n`);
    const text = `${FUNCTION}Metadata:\n${keys.join("")}${keys.toReversed().join("")}`;
    const result = read({ "template.yaml": text });
    expect(result.functions).toEqual(["Fn"]);
    expect(result.said).toHaveLength(21);
    expect(result.said.at(-1)).toBe(
      "warning: 4980 more keys are written twice; the last one of each counts.",
    );
    expect(result.took).toBeLessThan(WITHIN_MS);
  });

  it("looks for templates in linear time", () => {
    expect(read({ "big.yaml": "Resources: \n".repeat(100_000) }).took).toBeLessThan(WITHIN_MS);
  });

  it("functions within functions, as deep as YAML goes", () => {
    const deep = `${"!Base64 { 'Fn::Base64': ".repeat(60)}x${" }".repeat(60)}`;
    const result = read({ "template.yaml": `${FUNCTION}    Properties: { FunctionName: ${deep} }\n` });
    expect(result.functions).toEqual(["Fn"]);
    expect(result.took).toBeLessThan(WITHIN_MS);
  });

  it("names that double with each step", () => {
    const steps = Array.from(
      { length: 60 },
      (_, at) => `        V${at + 1}: !Sub ["\${V}\${V}", { V: !Ref X }]\n`,
    );
    const text = `Resources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties:\n      Tags:\n${steps.join("")}`;
    expect(read({ "template.yaml": text }).took).toBeLessThan(WITHIN_MS);
  });
});

describe("loops", () => {
  const loops = (depth: number, values: number) => {
    let body = `"Fn\${A${depth - 1}}": { Type: AWS::Lambda::Function }`;
    for (let at = depth - 1; at >= 0; at--)
      body = `"Fn::ForEach::L${at}": [A${at}, [${Array.from({ length: values }, (_, each) => each)}], { ${body} }]`;
    return `Transform: AWS::LanguageExtensions\nResources: { Z: { Type: AWS::Lambda::Function }, ${body} }\n`;
  };

  it("five deep are unrolled", () => {
    const result = read({ "template.yaml": loops(5, 2) });
    expect(new Set(result.functions)).toEqual(new Set(["Z", "Fn0", "Fn1"]));
    expect(result.said).toEqual([]);
  });

  it("six deep are said to be unread", () => {
    expect(read({ "template.yaml": loops(6, 1) }).unread).toEqual([
      "block Fn::ForEach::L5 at template.yaml:2: loops nest at most 5 deep",
    ]);
  });

  it("that make too much are said to be unread, at once", () => {
    const result = read({ "template.yaml": loops(5, 60) });
    expect(result.functions).toContain("Z");
    expect(result.unread.some((each) => /makes too much to be read/.test(each))).toBe(true);
    expect(result.unread.length).toBeLessThan(10);
    expect(result.took).toBeLessThan(2 * WITHIN_MS);
  });
});

describe("nested stacks", () => {
  const level = (next: string, count: number) =>
    `Resources:\n  Fn: { Type: AWS::Lambda::Function }\n${Array.from(
      { length: count },
      (_, at) => `  S${at}: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${next} } }\n`,
    ).join("")}`;
  const chain = (depth: number, count: number) =>
    Object.fromEntries(
      Array.from({ length: depth }, (_, at) => [
        `t${at}.yaml`,
        at === depth - 1 ? FUNCTION : level(`t${at + 1}.yaml`, count),
      ]),
    );

  it("eight below the root are read, and the ninth is said", () => {
    expect(read(chain(9, 1)).functions).toHaveLength(9);
    expect(read(chain(9, 1)).unread).toEqual([]);
    expect(read(chain(10, 1)).unread).toEqual([
      expect.stringMatching(/^stack .*S0 at .*: stacks nest at most 8 deep here/),
    ]);
  });

  it(`as many as ${MAX_STACKS} are read`, () => {
    expect(read(chain(2, MAX_STACKS))).toMatchObject({ said: [] });
    const over = read(chain(2, MAX_STACKS + 1));
    expect(over.functions).toHaveLength(MAX_STACKS + 1);
    expect(over.said).toHaveLength(1);
  });

  it("that multiply are bounded", () => {
    const result = read(chain(8, 6));
    expect(result.functions).toHaveLength(MAX_STACKS + 1);
    expect(result.took).toBeLessThan(2 * WITHIN_MS);
  });
});

describe("what comes to more than a template can hold", () => {
  const named = (count: number, name: string, parameter: string) =>
    `Parameters: { P: { Type: String, Default: "${parameter}" } }\nResources:\n${Array.from(
      { length: count },
      (_, i) => `  F${i}: { Type: AWS::Lambda::Function, Properties: { FunctionName: ${name} } }\n`,
    ).join("")}`;

  it("ends where its steps do, and its functions are known", () => {
    const text = "!Join ['-', !Split [',', !Join ['', [!Ref P, !Ref P, !Ref P, !Ref P]]]]";
    const result = read({ "template.yaml": named(400, text, "x,".repeat(2_000)) });
    expect(result.functions).toHaveLength(400);
    expect(result.said).toEqual([
      "error: Not all of this template was evaluated: the template takes more than 1000000 steps to be evaluated.",
    ]);
  });

  it("is not put together where its text is too long", () => {
    const text = `!Sub "${"${P}".repeat(300)}"`;
    expect(read({ "template.yaml": named(50, text, "x".repeat(4_000)) })).toMatchObject({ said: [] });
  });
});
