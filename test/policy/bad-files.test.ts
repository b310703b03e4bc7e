import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { Diagnostic } from "../../src/finding.ts";
import { diagnosticText } from "../../src/reporters/text/diagnostic.ts";
import { viewFor } from "../../src/reporters/text/view.ts";
import { TODAY } from "./support.ts";

const PLAIN = viewFor({ colour: false, shown: (file: string) => file });

/** Policies as people write them, each with what is said of it: `bad/NAME.yml` and `bad/NAME.txt`. */
const FOLDER = join(import.meta.dirname, "bad");
const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".yml"))
  .map((name) => basename(name, ".yml"));

const ESTATE = {
  "live/prod/main.tf": 'resource "aws_lambda_function" "pay" {\n  function_name = "payment-api"\n}\n',
  "live/dev/main.tf": 'resource "aws_lambda_function" "pay" {\n  function_name = "payment-api-dev"\n}\n',
};

/** What a run with a policy says of it, in the order in which it is printed. */
async function saidOf(name: string): Promise<Diagnostic[]> {
  const text = readFileSync(join(FOLDER, `${name}.yml`), "utf8");
  const checkout = new MemoryCheckout({ ...ESTATE, "policy.yml": text });
  const outcome = await runPolicy({ checkout, paths: ["."], policyFile: "policy.yml", today: TODAY });
  if (!("report" in outcome)) return outcome.policyProblems.filter(({ at }) => at?.file === "policy.yml");
  const { diagnostics, findings } = outcome.report;
  // Files that it names and that aren't there fail a run as findings.
  const found = findings.map(({ severity, message, at }) => ({ severity, message, at }));
  const all: Diagnostic[] = [...diagnostics, ...found];
  return all.filter(({ at }) => at?.file === "policy.yml");
}

/** Words of the libraries that read the policy, and of programmers. */
const JARGON =
  /\b(?:expected|received|invalid|undefined|null|NaN|object|array|boolean|zod|regex|union|flow collection|scalar|parse|implicit key)\b/i;

describe.each(names)("the policy %s", (name) => {
  it("is told what is wrong with it", async () => {
    const printed = (await saidOf(name)).map((each) => `${diagnosticText(each, PLAIN)}\n`);
    expect(printed.length).toBeGreaterThan(0);
    await expect(printed.join("")).toMatchFileSnapshot(join(FOLDER, `${name}.txt`));
  });

  it("is told so from the top to the bottom, once, in plain words", async () => {
    const said = await saidOf(name);
    const offsets = said.map(({ at }) => at?.start.offset ?? -1);
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    const lines = said.map((each) => diagnosticText(each, PLAIN));
    expect(new Set(lines).size).toBe(lines.length);
    const text = readFileSync(join(FOLDER, `${name}.yml`), "utf8");
    // Who writes Terraform knows its words.
    const plain = lines.filter((line) => !line.includes(" Syntax error: "));
    for (const line of plain) expect(withoutQuotes(line, text)).not.toMatch(JARGON);
  });
});

/** A message without what it quotes of the policy. */
function withoutQuotes(line: string, policy: string): string {
  return line.replaceAll(/"[^"]*"|\S+/g, (word) =>
    policy.includes(word.replaceAll(/["().,:]/g, "")) ? "" : word,
  );
}
