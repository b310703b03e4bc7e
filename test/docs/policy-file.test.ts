import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import { policyShape } from "../../src/policy/schema.ts";
import { diagnosticText } from "../../src/reporters/text/diagnostic.ts";
import { viewFor } from "../../src/reporters/text/view.ts";
import { rules } from "../../src/rules/index.ts";
import { type Block, blocksOf } from "./blocks.ts";
import { eightyRoots } from "./eighty-roots.ts";

const PLAIN = viewFor({ colour: false, shown: (file: string) => file });

const page = readFileSync(join(import.meta.dirname, "../../docs/policy-file.md"), "utf8");
const blocks = blocksOf(page);

/** The files of an estate, by path. */
function estate(name: string): Record<string, string> {
  if (name === "nothing") return {};
  if (name === "eighty-roots") return eightyRoots();
  const folder = join(import.meta.dirname, "estates", name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return Object.fromEntries(
    files.map((file) => {
      const path = join(file.parentPath, file.name);
      return [path.slice(folder.length + 1).replaceAll("\\", "/"), readFileSync(path, "utf8")];
    }),
  );
}

/** Files of the page that a block may extend, as they stand above it. */
function filesAbove(block: Block): Record<string, string> {
  const named = blocks.filter(({ notes, line }) => notes["file"] !== undefined && line < block.line);
  return Object.fromEntries(named.map(({ notes, text }) => [notes["file"], text]));
}

/** What a run says of the policy, as the command line prints it. */
async function saidOf(block: Block): Promise<string> {
  const path =
    block.notes["as"] ?? (block.language === "json" ? "policy.json" : "lambda-concurrency-policy.yml");
  const checkout = new MemoryCheckout({
    ...estate(block.notes["with"] ?? "two-roots"),
    ...filesAbove(block),
    [path]: block.text,
  });
  const outcome = await runPolicy({
    checkout,
    paths: ["."],
    policyFile: path,
    pluginsLoaded: true,
    today: "2026-06-15",
  });
  const diagnostics = "report" in outcome ? outcome.report.diagnostics : outcome.policyProblems;
  const ofPolicy = diagnostics.filter(
    ({ at }) => at !== undefined && outcomeIsOfPolicy(at.file, path, block),
  );
  return ofPolicy.map((each) => `${diagnosticText(each, PLAIN)}\n`).join("");
}

function outcomeIsOfPolicy(file: string, path: string, block: Block): boolean {
  return file === path || Object.hasOwn(filesAbove(block), file);
}

describe("docs/policy-file.md", () => {
  const policies = blocks.flatMap((block, index) => {
    if (block.language !== "yaml" && block.language !== "json") return [];
    const next = blocks[index + 1];
    const expected = next?.language === "text" && next.notes["of"] === undefined ? next.text : "";
    return [{ block, line: block.line, expected }];
  });

  it.each(policies)(
    "the policy in line $line says what the page shows, and nothing else",
    async ({ block, expected }) => {
      expect(await saidOf(block)).toBe(expected);
    },
  );

  it("shows every key that there is", () => {
    const keys = keysOf(policyShape(rules.slice(0, 1)));
    const missing = keys.filter((key) => !page.includes(`\`${key}\``) && !page.includes(`\n### ${key}\n`));
    expect(missing).toEqual([]);
    expect(keys.length).toBeGreaterThan(40);
  });
});

/** Every key of a schema, at any depth, but for the names that people choose. */
function keysOf(schema: unknown): string[] {
  const definition = (schema as { _zod?: { def?: Record<string, unknown> } } | undefined)?._zod?.def;
  if (!definition) return [];
  const shape = definition["shape"] as Record<string, unknown> | undefined;
  const inner = [definition["innerType"], definition["element"], definition["valueType"]];
  const options = (definition["options"] as unknown[] | undefined) ?? [];
  const own = Object.entries(shape ?? {}).filter(([key]) => !rules.some(({ id }) => id === key));
  return [
    ...new Set([
      ...own.map(([key]) => key),
      ...own
        .map(([, each]) => each)
        .concat(inner, options)
        .flatMap(keysOf),
    ]),
  ];
}
