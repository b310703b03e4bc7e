import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import { blocksOf } from "./blocks.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/policy-file.md"), "utf8");
const sample = readFileSync(join(import.meta.dirname, "estates/strangers/template.yaml"), "utf8");
const recipe = blocksOf(page).find(({ notes }) => notes["file"] === "samples.yml");

async function findingsOf(template: string): Promise<string[]> {
  const checkout = new MemoryCheckout({ "template.yaml": template, "samples.yml": recipe?.text ?? "" });
  const run = await runPolicy({
    checkout,
    paths: ["."],
    policyFile: "samples.yml",
    today: "2026-06-15",
  });
  if (!("report" in run)) throw new Error("the recipe is a policy");
  return run.report.findings.map(({ ruleId, severity }) => `${severity} ${ruleId}`);
}

it("two lines of policy catch a template that a young account refuses, and pass one that reserves nothing", async () => {
  expect(recipe?.text.trim().split("\n")).toHaveLength(2);
  expect(await findingsOf(sample)).toEqual(["error reserved-concurrency-within-limit"]);
  expect(await findingsOf(sample.replace(/.*Reserved.*\n/, ""))).toEqual([]);
});
