import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as api from "../../src/index.ts";
import { blocksOf } from "./blocks.ts";

const top = join(import.meta.dirname, "../..");
const pageOf = (name: string) => readFileSync(join(top, "docs", name), "utf8");

/** Runs an example as a program in the top folder; returns what it prints. */
async function runExample(text: string): Promise<string[]> {
  const printed: string[] = [];
  const log = (...words: unknown[]) => printed.push(words.join(" "));
  const [names, values] = [Object.keys(api), Object.values(api)];
  const body = text.replace(/^import \{[^}]*\} from "lambda-concurrency-policy";$/m, "");
  const program = new Function("console", ...names, `return (async () => {${body}\n})();`);
  await program({ log }, ...values);
  return printed;
}

describe("docs/api.md", () => {
  const examples = blocksOf(pageOf("api.md")).filter(({ language }) => language === "js");
  const example = (what: string) => examples.find(({ text }) => text.includes(what))?.text ?? "";

  beforeEach(() => {
    vi.spyOn(process, "cwd").mockReturnValue(top);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("imports what there is", () => {
    for (const { text } of examples) {
      const [, names = ""] = /import \{([^}]*)\}/.exec(text) ?? [];
      for (const name of names.split(",")) expect(Object.keys(api)).toContain(name.trim());
    }
    expect(examples).toHaveLength(4);
  });

  it("shows how to run", async () => {
    const printed = await runExample(example("report.findings"));
    expect(printed.at(-1)).toBe("true");
    expect(printed.length).toBeGreaterThan(3);
    expect(printed[0]).toMatch(/^examples\/storefront\/\S+:\d+ (?:error|warning) [a-z-]+ \S+: /);
  });

  it("shows what a policy that can't be used does", async () => {
    expect(await runExample(example("PolicyError"))).toEqual([
      'The policy has no environment "production". Did you mean prod? It has: prod, dev.',
    ]);
  });

  it("shows how to render", async () => {
    expect((await runExample(example("render(")))[0]).toMatch(/^## ✅ Lambda concurrency: nothing to report/);
  });

  it("shows how to define a rule", async () => {
    expect(Number((await runExample(example("defineRule(")))[0])).toBeGreaterThan(0);
  });
});

describe("docs/custom-rules.md", () => {
  it("shows a rule that can be used", async () => {
    const [block] = blocksOf(pageOf("custom-rules.md")).filter(({ language }) => language === "js");
    const text = (block?.text ?? "").replace("export default defineRule(", "const own = defineRule(");
    const folder = join(top, "examples/custom-rule");
    const [found] = await runExample(
      `${text}\nconst { findings } = await run({ folder: ${JSON.stringify(folder)}, paths: ["main.tf"], policy: ${JSON.stringify(join(top, "test/docs/estates/owner.yml"))}, rules: [own] });
console.log(findings.map(({ ruleId, subject }) => ruleId + " " + subject).join());`,
    );
    expect(found).toBe("large-reservation-has-owner aws_lambda_function.invoices");
  });
});
