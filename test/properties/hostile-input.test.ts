import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { Report } from "../../src/finding.ts";
import { ruleFixtures } from "../support/fixtures.ts";
import { reporters } from "../support/reporters.ts";
import { propertyRuns } from "./support.ts";

const fixtures = ruleFixtures();
const OPTIONS = { colour: false, quiet: false, shown: (file: string) => file, version: "0.0.0" };

async function check(texts: Record<string, string>): Promise<Report> {
  const outcome = await runPolicy({
    checkout: new MemoryCheckout(texts),
    paths: ["."],
    today: "2026-01-01",
  });
  if (!("report" in outcome)) throw new Error("there is no policy file, so there is a report");
  return outcome.report;
}

/** A fixture with some of its text cut out, put twice, or overwritten. */
const damaged = fc
  .record({
    fixture: fc.constantFrom(...fixtures),
    from: fc.nat(),
    length: fc.nat({ max: 60 }),
    put: fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom("${", "}", '"', "[", "!If [", "&a *a", "<<-X\n", "\0", "\u2028", "-1", "null"),
    ),
  })
  .map(({ fixture, from, length, put }) => {
    const at = from % (fixture.text.length + 1);
    return { file: fixture.file, text: fixture.text.slice(0, at) + put + fixture.text.slice(at + length) };
  });

describe("whatever is read", () => {
  it("gives a report, and every reporter a text, the same each time", async () => {
    await fc.assert(
      fc.asyncProperty(damaged, async ({ file, text }) => {
        const report = await check({ [file]: text });
        for (const reporter of reporters) {
          const first = reporter.render(report, OPTIONS);
          expect(reporter.render(await check({ [file]: text }), OPTIONS)).toBe(first);
        }
      }),
      { numRuns: propertyRuns(80) },
    );
  });

  it("says something of a text that it can't read, and still reads the file beside it", async () => {
    const good = 'resource "aws_lambda_function" "good" {\n  function_name = "good"\n}\n';
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fixtures), fc.nat(), async (fixture, where) => {
        const text = fixture.text.slice(0, where % fixture.text.length);
        const report = await check({ [`a/${fixture.file}`]: text, "b/main.tf": good });
        expect(report.model.functions.map((fn) => fn.address)).toContain("aws_lambda_function.good");
      }),
      { numRuns: propertyRuns(80) },
    );
  });

  it.each([
    [
      "lists in lists",
      "main.tf",
      `locals {\n  a = ${"[".repeat(20_000)}\n}\nresource "aws_lambda_function" "x" {}`,
    ],
    [
      "parentheses",
      "main.tf",
      `locals {\n  a = ${"(".repeat(20_000)}1${")".repeat(20_000)}\n}\nresource "aws_lambda_function" "x" {}`,
    ],
    ["blocks in blocks", "main.tf", `${"a {\n".repeat(20_000)}lambda`],
    [
      "a long sum",
      "main.tf",
      `resource "aws_lambda_function" "x" {\n  reserved_concurrent_executions = ${"1 + ".repeat(20_000)}1\n}`,
    ],
    [
      "locals in a row",
      "main.tf",
      `locals {\n${Array.from({ length: 3000 }, (_, i) => `  v${i} = local.v${i + 1}`).join("\n")}\n}\nresource "aws_lambda_function" "x" {\n  reserved_concurrent_executions = local.v0\n}`,
    ],
    [
      "a range of ranges",
      "main.tf",
      'resource "aws_lambda_function" "x" {\n  count = length(flatten([for a in range(1000) : [for b in range(1000) : [for c in range(1000) : 1]]]))\n}',
    ],
    ["a million instances", "main.tf", 'resource "aws_lambda_function" "x" {\n  count = 1000000\n}'],
    [
      "a module that calls itself",
      "main.tf",
      'module "m" {\n  source = "./."\n}\nresource "aws_lambda_function" "x" {}',
    ],
    [
      "aliases of aliases",
      "template.yaml",
      `Resources:\n  F: { Type: AWS::Lambda::Function }\nA: &a [x,x,x,x,x,x,x,x,x]\n${Array.from("bcdefghij", (name, i) => `${name.toUpperCase()}: &${name} [${Array(9).fill(`*${"abcdefghij"[i]}`).join(",")}]`).join("\n")}`,
    ],
    [
      "functions in functions",
      "template.yaml",
      `Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      ReservedConcurrentExecutions: ${'{"Fn::Sub": '.repeat(150)}1${"}".repeat(150)}`,
    ],
    [
      "conditions in a circle",
      "template.yaml",
      "Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\nResources:\n  F:\n    Type: AWS::Lambda::Function\n    Condition: A",
    ],
    [
      "many conditions",
      "template.yaml",
      `Parameters:\n${Array.from({ length: 40 }, (_, i) => `  P${i}: { Type: String, AllowedValues: [a, b, c] }`).join("\n")}\nResources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      FunctionName: !Sub "${Array.from({ length: 40 }, (_, i) => `\${P${i}}`).join("")}"`,
    ],
  ])("bounds %s", async (_, file, text) => {
    const started = process.cpuUsage();
    const report = await check({ [file]: text });
    const { user, system } = process.cpuUsage(started);
    expect(report.findings.length + report.diagnostics.length).toBeGreaterThan(0);
    // Not a measure of speed: without the bound it would not end at all.
    expect((user + system) / 1e6).toBeLessThan(40);
  });
});
