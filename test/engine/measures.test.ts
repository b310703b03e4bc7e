import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runChange } from "../../src/engine/run-change.ts";
import { verdictOf } from "../../src/verdict.ts";

/** What makes the broken fixture of a rule more broken: a text of it, and what stands there instead. */
const FURTHER: readonly [rule: string, fixture: string, text: string, instead: string][] = [
  ["downstream-within-capacity", "bad", "= 21", "= 30"],
  ["event-source-within-reserved", "bad", "= 60", "= 70"],
  ["event-source-within-reserved", "bad", "= 50", "= 40"],
  ["map-within-reserved", "bad", "= 25", "= 20"],
  ["provisioned-concurrency-allow-listed", "bad", "= 20", "= 22"],
  ["provisioned-concurrency-cost-within-budget", "bad", "= 10", "= 11"],
  ["provisioned-concurrency-cost-within-budget", "bad", "= 1024", "= 1025"],
  ["provisioned-concurrency-used", "bad", "= 40", "= 50"],
  ["provisioned-concurrency-within-reserved", "bad", "= 60", "= 61"],
  ["provisioned-concurrency-within-reserved", "bad", "= 50", "= 45"],
  ["provisioned-rollover-fits", "bad", "= 10", "= 11"],
  ["provisioned-rollover-fits", "bad", "= 15", "= 14"],
  ["reserved-concurrency-fits-traffic", "bad", "= 50", "= 40"],
  ["reserved-concurrency-fits-traffic", "bad-over", "= 400", "= 410"],
  ["reserved-concurrency-in-range", "bad", "= 300", "= 301"],
  ["reserved-concurrency-within-limit", "bad", "= 901", "= 902"],
  ["scaling-max-within-reserved", "bad", "= 80", "= 81"],
  ["scaling-max-within-reserved", "bad", "= 50", "= 49"],
  ["sqs-consumer-reserves-enough", "bad", "= 2", "= 1"],
  ["unreserved-pool-sufficient", "bad", "= 100", "= 105"],
];

const RULES = "test/rules";

function fixtureOf(rule: string, name: string): { code: string; policy: string } {
  const own = `${RULES}/${rule}/${name}.policy.yml`;
  const shared = `${RULES}/${rule}/policy.yml`;
  const path = [own, shared].find((each) => existsSync(each));
  return {
    code: readFileSync(`${RULES}/${rule}/${name}.tf`, "utf8"),
    policy: path === undefined ? "" : readFileSync(path, "utf8"),
  };
}

/** What becomes of a rule's finding from one text of the code to another, and whether that fails a run under new-warning. */
async function becomes(rule: string, policy: string, from: string, to: string): Promise<unknown> {
  const tree = (text: string) =>
    new MemoryCheckout({ "main.tf": text, "policy.yml": `${policy}\n` }, ["main.tf"]);
  const options = { checkout: tree(to), paths: ["."], today: "2026-11-01" };
  const outcome = await runChange(options, { checkout: tree(from), name: "main" });
  if (!("report" in outcome)) throw new Error(JSON.stringify(outcome.policyProblems));
  const { findings, comparison } = outcome.report;
  const own = findings.filter(({ ruleId }) => ruleId === rule);
  expect(comparison?.fixed.filter(({ ruleId }) => ruleId === rule)).toEqual([]);
  const isFailing = verdictOf({ report: { findings: own, diagnostics: [] } }, "new-warning").exitCode === 1;
  return [own.map(({ change }) => change), isFailing];
}

describe.each(FURTHER)("a finding of %s (%s, %s → %s)", (rule, name, text, instead) => {
  const { code, policy } = fixtureOf(rule, name);
  const further = code.replace(text, instead);

  it("is worse where the law is broken further, and fails", async () => {
    expect(further).not.toBe(code);
    expect(await becomes(rule, policy, code, further)).toEqual([["worse"], true]);
  });

  it("is better the other way round, and doesn't", async () => {
    expect(await becomes(rule, policy, further, code)).toEqual([["better"], false]);
  });

  it("is unchanged where its lines move", async () => {
    expect(await becomes(rule, policy, code, `# a remark\n\n${code}`)).toEqual([["unchanged"], false]);
  });
});

it("every rule that measures is among them", () => {
  const measuring = readdirSync("src/rules")
    .filter((file) => file !== "index.ts" && readFileSync(`src/rules/${file}`, "utf8").includes("measure: "))
    .map((file) => file.replace(/\.ts$/, ""));
  expect([...new Set(FURTHER.map(([rule]) => rule))]).toEqual(measuring);
});
