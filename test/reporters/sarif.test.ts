import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { Finding, Report } from "../../src/finding.ts";
import sarif from "../../src/reporters/sarif/index.ts";
import { lineHashes } from "../../src/reporters/sarif/line-hashes.ts";
import { rules } from "../../src/rules/index.ts";
import { ruleFixtures } from "../support/fixtures.ts";
import { reportOnExample } from "../support/storefront.ts";

const OPTIONS = { colour: false, quiet: false, shown: (file: string) => file, version: "0.1.0" };
const schemaFile = createRequire(import.meta.url).resolve(
  "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
);
const ajv = new AjvDraft04({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv as never);
const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")));

function logOf(report: Report) {
  const log = JSON.parse(sarif.render(report, OPTIONS));
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  return log.runs[0];
}

async function reportOn(texts: Record<string, string>): Promise<Report> {
  const outcome = await runPolicy({
    checkout: new MemoryCheckout(texts),
    paths: ["."],
    today: "2026-01-01",
  });
  if (!("report" in outcome)) throw new Error(JSON.stringify(outcome.policyProblems));
  return outcome.report;
}

describe("SARIF", () => {
  it("is valid for every fixture", async () => {
    for (const { file, text } of ruleFixtures()) logOf(await reportOn({ [file]: text }));
  });

  it("lists every rule with help, also when nothing was found, so that old alerts close", async () => {
    const run = logOf(await reportOnExample("storefront-fixed"));
    expect(run.results).toEqual([]);
    expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(
      rules.filter((rule) => !rule.isOptional).map((rule) => rule.id),
    );
    for (const rule of run.tool.driver.rules) {
      expect(rule.help.text).not.toBe("");
      expect(rule.help.markdown).not.toBe("");
      expect(rule.fullDescription.text.length).toBeLessThanOrEqual(1024);
    }
  });

  it("points at the number that decides, relative to the top of the repository", async () => {
    const run = logOf(await reportOnExample("storefront"));
    const limit = run.results.find(
      (result: { ruleId: string }) => result.ruleId === "reserved-concurrency-within-limit",
    );
    expect(limit.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "examples/storefront/checkout/env/prod.tfvars", uriBaseId: "%SRCROOT%" },
      region: { startLine: 8, startColumn: 19, endLine: 8, endColumn: 22 },
    });
    expect(run.tool.driver.rules[limit.ruleIndex].id).toBe(limit.ruleId);
    expect(limit.relatedLocations.length).toBeGreaterThan(1);
  });

  it("carries the hash that upload-sarif computes of the line, of the file as it is on disk", async () => {
    const text = 'resource "aws_lambda_function" "f" {\n  function_name = "f"\n}\n';
    const [plain] = logOf(await reportOn({ "main.tf": text })).results;
    const [marked] = logOf(await reportOn({ "main.tf": `\ufeff${text}` })).results;
    const { startLine } = plain.locations[0].physicalLocation.region;
    expect(plain.partialFingerprints.primaryLocationLineHash).toBe(lineHashes(text)[startLine - 1]);
    expect(marked.partialFingerprints.primaryLocationLineHash).toBe(
      lineHashes(`\ufeff${text}`)[startLine - 1],
    );
  });

  it("keeps what is most severe where there is more than GitHub takes, and says how much it leaves out", async () => {
    const report = await reportOnExample("storefront");
    const [finding] = report.findings as [Finding];
    const many = (severity: Finding["severity"]) =>
      Array.from({ length: 20_000 }, () => ({ ...finding, severity }));
    const run = JSON.parse(
      sarif.render({ ...report, findings: [...many("warning"), ...many("error")] }, OPTIONS),
    ).runs[0];
    const levels = run.results.map(({ level }: { level: string }) => level);
    expect(levels).toHaveLength(25_000);
    expect(levels.filter((level: string) => level === "error")).toHaveLength(20_000);
    expect(run.invocations[0].toolExecutionNotifications.at(-1).message.text).toContain(
      "15000 more findings",
    );
  });

  it("makes no links and no schemes of hostile names", async () => {
    const text =
      'resource "aws_lambda_function" "f" {\n  function_name = "[x](javascript:alert)"\n  reserved_concurrent_executions = 0\n}\n';
    const run = logOf(await reportOn({ "a b/c:d#e?.tf/main.tf": text }));
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
      "a%20b/c%3Ad%23e%3F.tf/main.tf",
    );
    for (const result of run.results) expect(result.message.text).not.toMatch(/(?<!\\)\[x\]/);
  });

  it("leaves waived findings out, and tells what could not be read", async () => {
    const policy =
      "waivers:\n  - { rule: reserved-concurrency-required, function: f, owner: me, reason: later, expires: 2027-01-01 }\n";
    const run = logOf(
      await reportOn({
        "policy.yml": policy,
        "main.tf": 'resource "aws_lambda_function" "f" {\n  function_name = "f"\n}\nlocals {\n  a = (\n}\n',
      }),
    );
    expect(run.results).toMatchObject([{ ruleId: "infrastructure-read", level: "error" }]);
    expect(run.invocations[0].executionSuccessful).toBe(true);
    const [first] = run.invocations[0].toolExecutionNotifications;
    expect(first).toMatchObject({
      level: "warning",
      message: { text: expect.stringMatching(/^Not read: main\.tf/) },
    });
  });
});
