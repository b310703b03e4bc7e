import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeNew } from "../../scripts/lib/scaffold.mjs";
import { parserFiles, withFormat } from "../../scripts/new-parser.mjs";
import { ruleFiles } from "../../scripts/new-rule.mjs";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { AnyRule } from "../../src/rule.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const ID = "thing-has-quality";
let folder: string;

beforeAll(() => {
  folder = temporaryFolder("scaffold");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The module that a scaffold writes, which imports the sources from where they are. */
async function moduleOf<T>(files: ReadonlyMap<string, string>, path: string): Promise<T> {
  const sources = `"${join(root, "src")}/`;
  const written = [...files].map(([each, text]) => [each, text.replace(/"(?:\.\.\/)+/g, sources)] as const);
  expect(writeNew(folder, new Map(written))).toBeUndefined();
  return (await import(join(folder, path))).default as T;
}

describe("npm run new-rule", () => {
  it("writes a rule that its own bad fixtures break in every format, and nothing else", async () => {
    const files = ruleFiles(ID);
    const rule = await moduleOf<AnyRule>(files, `src/rules/${ID}.ts`);
    expect(rule.id).toBe(ID);
    for (const verdict of ["bad", "good"])
      for (const [suffix, name] of [
        [".tf", "main.tf"],
        [".cloudformation.yaml", "template.yaml"],
        [".sam.yaml", "template.yaml"],
        [".serverless.yml", "serverless.yml"],
        [".pulumi.json", "preview.json"],
      ] as const) {
        const text = files.get(join("test/rules", ID, `${verdict}${suffix}`)) ?? "";
        const checkout = new MemoryCheckout({ [name]: text });
        const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01", rules: [rule] });
        if (!("report" in outcome)) throw new Error("the default policy holds");
        expect(outcome.report.findings.length, `${verdict}${suffix}`).toBe(verdict === "bad" ? 1 : 0);
      }
  });

  it("says what to write, in the title that a test refuses", () => {
    expect(ruleFiles(ID).get(`src/rules/${ID}.ts`)).toContain('title: "WRITE ');
  });
});

describe("npm run new-parser", () => {
  it("writes a parser that reports what it doesn't read", async () => {
    const parser = await moduleOf<{
      format: string;
      claims(path: string): boolean;
      parse(root: object): { diagnostics: unknown[] };
    }>(parserFiles("tofu-stack"), "src/parsers/tofu-stack/index.ts");
    expect(parser.format).toBe("tofu-stack");
    expect(parser.claims("a/shop.tofu-stack.yml")).toBe(true);
    expect(parser.parse({ path: "shop.tofu-stack.yml" }).diagnostics).toHaveLength(1);
  });

  it("adds the format to the list", () => {
    const formats = readFileSync(join(root, "src/model/format.ts"), "utf8");
    expect(withFormat(formats, "tofu-stack")).toContain('  "tofu-stack": "tofu-stack",\n} as const;');
  });
});

describe("a scaffold", () => {
  it("writes over nothing", () => {
    const files = new Map([
      ["a/new.ts", "new"],
      ["a/old.ts", "old"],
    ]);
    writeNew(folder, new Map([["a/old.ts", "theirs"]]));
    expect(writeNew(folder, files)).toBe("There is a/old.ts already.");
    expect(existsSync(join(folder, "a/new.ts"))).toBe(false);
  });
});
