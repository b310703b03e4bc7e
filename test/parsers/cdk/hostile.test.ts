import { describe, expect, test } from "vitest";
import type { Parsed } from "../../../src/parser.ts";
import cdk from "../../../src/parsers/cdk/index.ts";
import { inputsFor } from "../../support/inputs.ts";
import { MemoryFileSystem } from "../../support/memory-fs.ts";
import { parsers } from "../../support/parsers.ts";
import { diagnostic } from "../../support/projection.ts";

const ENVIRONMENT = "aws://111122223333/us-east-1";

function stack(properties: unknown, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { type: "aws:cloudformation:stack", environment: ENVIRONMENT, properties, ...more };
}

function functionsTemplate(...ids: string[]): Record<string, unknown> {
  const resources = ids.map((id) => [id, { Type: "AWS::Lambda::Function", Properties: {} }]);
  return { Resources: Object.fromEntries(resources) };
}

/** What the parser makes of files, whatever they hold. */
function read(files: Record<string, unknown>): { parsed: Parsed[]; said: string[]; ms: number } {
  const start = performance.now();
  const texts = Object.entries(files).map(([path, content]) => [
    path,
    typeof content === "string" ? content : JSON.stringify(content),
  ]);
  const fs = new MemoryFileSystem(Object.fromEntries(texts));
  const { roots, diagnostics } = cdk.roots(
    fs.paths.filter((path) => cdk.claims(path)),
    fs,
  );
  const parsed = roots.map((root) => cdk.parse(root, inputsFor("prod"), fs));
  const said = [...diagnostics, ...parsed.flatMap((each) => each.diagnostics)].map(diagnostic);
  return { parsed, said, ms: performance.now() - start };
}

function readManifest(artifacts: unknown, more: Record<string, unknown> = {}) {
  return read({ "cdk.out/manifest.json": { version: "36.0.0", artifacts }, ...more });
}

test("the parser is one of those that run", () => {
  expect(parsers).toContain(cdk);
});

describe("manifests of wrong types", () => {
  const WRONG = [null, true, 7, "text", [], [[]], {}, { Shop: null }, [null]];

  test.each(WRONG.map((wrong) => [JSON.stringify(wrong), wrong]))("the whole is %s", (_, wrong) => {
    expect(read({ "cdk.out/manifest.json": wrong }).parsed).toEqual([]);
  });

  test.each(WRONG.map((wrong) => [JSON.stringify(wrong), wrong]))("artifacts are %s", (_, wrong) => {
    expect(readManifest(wrong).parsed).toEqual([]);
  });

  test.each(WRONG.map((wrong) => [JSON.stringify(wrong), wrong]))("a part of a stack is %s", (_, wrong) => {
    const template = { "cdk.out/A.json": functionsTemplate("Pay") };
    const good = { templateFile: "A.json" };
    for (const part of ["environment", "metadata", "additionalMetadataFile", "dependencies", "displayName"]) {
      const { parsed } = readManifest({ A: stack(good, { [part]: wrong }) }, template);
      expect(parsed.map(({ resources }) => resources.functions.length)).toEqual([1]);
    }
    for (const part of ["parameters", "tags", "stackName"]) {
      const { parsed } = readManifest({ A: stack({ ...good, [part]: wrong }) }, template);
      expect(parsed.map(({ resources }) => resources.functions.length)).toEqual([1]);
    }
  });

  test.each(WRONG.map((wrong) => [JSON.stringify(wrong), wrong]))("properties are %s", (_, wrong) => {
    const { parsed, said } = readManifest({ A: stack(wrong) });
    expect(parsed).toEqual([]);
    expect(said).toEqual([
      expect.stringMatching(/^error: The template of the stack A is not in the CDK's output\. .* @ cdk\.out/),
    ]);
  });

  test.each(WRONG.map((wrong) => [JSON.stringify(wrong), wrong]))(
    "metadata of a construct are %s",
    (_, wrong) => {
      const metadata = {
        "/A/Pay/Resource": [{ type: "aws:cdk:logicalId", data: wrong, trace: wrong }, wrong],
        "/A/Mail": wrong,
      };
      const { parsed } = readManifest(
        { A: stack({ templateFile: "A.json" }, { metadata }) },
        { "cdk.out/A.json": functionsTemplate("Pay") },
      );
      expect(parsed[0]?.resources.functions).toHaveLength(1);
    },
  );
});

describe("files that are not what they should be", () => {
  test("a manifest that is no JSON", () => {
    expect(read({ "cdk.out/manifest.json": '{ "artifacts": { ' }).said).toEqual([
      expect.stringMatching(
        /^error: The CDK's output can't be read\. .*\(Run cdk synth again\.\) @ cdk\.out\/manifest\.json:1:/,
      ),
    ]);
  });

  test("a template that is no JSON, while the next stack is read", () => {
    const { parsed, said } = readManifest(
      { A: stack({ templateFile: "A.json" }), B: stack({ templateFile: "B.json" }) },
      { "cdk.out/A.json": '{ "Resources": ', "cdk.out/B.json": functionsTemplate("Pay") },
    );
    expect(said).toEqual([
      expect.stringMatching(/^error: The CDK's output can't be read.* @ cdk\.out\/A\.json/),
    ]);
    expect(parsed.map(({ resources }) => resources.functions.length)).toEqual([0, 1]);
  });

  test("a stage without its manifest", () => {
    const Prod = { type: "cdk:cloud-assembly", properties: { directoryName: "assembly-Prod" } };
    expect(readManifest({ Prod }).said).toEqual([
      expect.stringContaining(
        "error: The stage Prod was not checked: its manifest is not in the CDK's output.",
      ),
    ]);
  });
});

describe("paths that lead outside", () => {
  const secret = { "secret.json": functionsTemplate("Stolen") };

  test.each(["../../secret.json", "/secret.json", "/etc/passwd", "a/../../../secret.json", "\u0000"])(
    "%j",
    (path) => {
      const artifacts = {
        A: stack({ templateFile: path }),
        B: stack({ templateFile: "B.json" }, { additionalMetadataFile: path }),
        Assets: { type: "cdk:asset-manifest", properties: { file: path } },
        Stage: { type: "cdk:cloud-assembly", properties: { directoryName: path } },
      };
      const { parsed, said } = readManifest(artifacts, {
        ...secret,
        "cdk.out/B.json": functionsTemplate("Pay"),
      });
      expect(parsed.map(({ resources }) => resources.functions.map((fn) => fn.address))).toEqual([["Pay"]]);
      expect(said).toHaveLength(2);
    },
  );
});

describe("bounds", () => {
  test("assemblies that hold one another are read once", () => {
    const stages = (...folders: string[]) =>
      Object.fromEntries(
        folders.map((directoryName, at) => [
          `S${at}`,
          { type: "cdk:cloud-assembly", properties: { directoryName } },
        ]),
      );
    const many = Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? ".." : "../b"));
    const { parsed, ms } = readManifest(
      { ...stages("a", "b", ".", "../cdk.out"), A: stack({ templateFile: "A.json" }) },
      {
        "cdk.out/A.json": functionsTemplate("Pay"),
        "cdk.out/a/manifest.json": { artifacts: stages(...many, "../a") },
        "cdk.out/b/manifest.json": { artifacts: stages(...many, "../a") },
      },
    );
    expect(parsed).toHaveLength(1);
    expect(ms).toBeLessThan(1000);
  });

  test("stages in stages in stages end somewhere, and that is said", () => {
    const files: Record<string, unknown> = {};
    let folder = "cdk.out";
    for (let depth = 0; depth < 30; depth++) {
      const properties = { directoryName: "s" };
      files[`${folder}/manifest.json`] = { artifacts: { s: { type: "cdk:cloud-assembly", properties } } };
      folder += "/s";
    }
    files[`${folder}/manifest.json`] = { artifacts: { A: stack({ templateFile: "A.json" }) } };
    files[`${folder}/A.json`] = functionsTemplate("Pay");
    const { parsed, said } = read(files);
    expect(parsed).toEqual([]);
    expect(said).toEqual([expect.stringMatching(/^error: .* more than 10 deep/)]);
  });

  test("more stacks than an account can have are cut, and that is said", () => {
    const artifacts = Object.fromEntries(
      Array.from({ length: 2500 }, (_, at) => [`S${at}`, stack({ templateFile: "A.json" })]),
    );
    const { parsed, said, ms } = readManifest(artifacts, { "cdk.out/A.json": { Resources: {} } });
    expect(parsed).toHaveLength(2000);
    expect(ms).toBeLessThan(5000);
    expect(said).toEqual([expect.stringContaining("error: The CDK's output has more than 2000 stacks")]);
  });

  describe("nested stacks", () => {
    /** A template with a function, and another template nested in it several times. */
    function nesting(file: string, times: number): Record<string, unknown> {
      const { Resources } = functionsTemplate("Pay") as { Resources: object };
      const nested = {
        Type: "AWS::CloudFormation::Stack",
        Properties: { TemplateURL: "https://s3.amazonaws.com/x" },
        Metadata: { "aws:asset:path": file, "aws:asset:property": "TemplateURL" },
      };
      const entries = Array.from({ length: times }, (_, at) => [`N${at}`, nested]);
      return { Resources: { ...Resources, ...Object.fromEntries(entries) } };
    }

    test("that nest themselves are read once, and that is said", () => {
      const { parsed, said, ms } = readManifest(
        { A: stack({ templateFile: "A.json" }) },
        { "cdk.out/A.json": nesting("B.json", 2), "cdk.out/B.json": nesting("A.json", 20) },
      );
      expect(parsed[0]?.resources.functions.map((fn) => fn.address)).toEqual(["Pay", "N0/Pay", "N1/Pay"]);
      expect(said).toHaveLength(40);
      expect(said[0]).toMatch(/^error: The nested stack N0 would deploy itself\. @ cdk\.out\/B\.json:1:/);
      expect(ms).toBeLessThan(1000);
    });

    test("that multiply are bounded, and that is said", () => {
      const files = Object.fromEntries(
        Array.from({ length: 8 }, (_, at) => [`cdk.out/${at}.json`, nesting(`${at + 1}.json`, 10)]),
      );
      const { parsed, said, ms } = readManifest({ A: stack({ templateFile: "0.json" }) }, files);
      expect(parsed[0]?.resources.functions).toHaveLength(501);
      expect(said.filter((each) => each.includes("more than 500 nested stacks"))).toHaveLength(1);
      expect(ms).toBeLessThan(5000);
    });
  });

  test("frames without end", () => {
    const trace = [
      ":".repeat(500_000),
      "a".repeat(500_000),
      ...Array.from({ length: 50_000 }, () => "x (/a/b.ts:1:1)"),
    ];
    const metadata = { "/A/Pay/Resource": [{ type: "aws:cdk:logicalId", data: "Pay", trace }] };
    const { parsed, ms } = readManifest(
      { A: stack({ templateFile: "A.json" }, { metadata }) },
      { "cdk.out/A.json": functionsTemplate("Pay") },
    );
    expect(parsed[0]?.resources.functions[0]).toMatchObject({ label: "A/Pay" });
    expect(ms).toBeLessThan(3000);
  });
});

describe("stack traces", () => {
  function writtenAt(frame: string, files: Record<string, string>): string | undefined {
    const metadata = { "/A/Pay/Resource": [{ type: "aws:cdk:logicalId", data: "Pay", trace: [frame] }] };
    const { parsed } = readManifest(
      { A: stack({ templateFile: "A.json" }, { metadata }) },
      { "cdk.out/A.json": functionsTemplate("Pay"), ...files },
    );
    const at = parsed[0]?.resources.functions[0]?.writtenAt;
    return at && `${at.file}:${at.start.line}:${at.start.column}`;
  }
  const text = "a\n  new Pay();\n";

  test("lead to the file with the longest same end", () => {
    const frame = "new A (/home/ada/shop/infra/lib/pay.ts:2:3)";
    expect(writtenAt(frame, { "lib/pay.ts": text })).toBe("lib/pay.ts:2:3");
    expect(writtenAt(frame, { "lib/pay.ts": text, "infra/lib/pay.ts": text })).toBe("infra/lib/pay.ts:2:3");
  });

  test("may be Windows', and of modules", () => {
    expect(writtenAt("new A (C:\\work\\shop\\lib\\pay.ts:2:3)", { "lib/pay.ts": text })).toBe(
      "lib/pay.ts:2:3",
    );
    expect(writtenAt("new A (file:///home/ada/shop/lib/pay.mjs:2:3)", { "lib/pay.mjs": text })).toBe(
      "lib/pay.mjs:2:3",
    );
    expect(writtenAt("/home/ada/shop/app.js:2:3", { "app.js": text })).toBe("app.js:2:3");
  });

  test("of Python have no column", () => {
    const frame = "__init__ (/home/ada/shop/shop/pay.py:2)";
    expect(writtenAt(frame, { "shop/pay.py": text })).toBe("shop/pay.py:2:3");
  });

  test("lead nowhere in libraries, outside, or in a file that has changed since", () => {
    for (const frame of [
      "new A (/home/ada/shop/node_modules/lib/pay.ts:2:3)",
      "new A (node:internal/lib/pay.ts:2:3)",
      "__init__ (/home/ada/shop/.venv/lib/python3.13/site-packages/lib/pay.ts:2)",
      "_call_with_frames_removed (<frozen importlib._bootstrap>:2)",
      "new A (/home/ada/shop/lib/pay.ts:99:3)",
      "new A (/home/ada/shop/lib/pay.ts:2:99)",
      "new A (/home/ada/shop/lib/pay.ts:0:0)",
      "__init__ (/home/ada/shop/lib/pay.ts:99)",
      "new A (../../../../etc/passwd:1:1)",
    ])
      expect(writtenAt(frame, { "lib/pay.ts": text }), frame).toBeUndefined();
  });
});
