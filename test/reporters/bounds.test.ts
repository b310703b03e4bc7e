import { beforeAll, describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import { runChange } from "../../src/engine/run-change.ts";
import type { Report } from "../../src/finding.ts";
import { reporters } from "../support/reporters.ts";

const OPTIONS = { colour: false, quiet: false, shown: (file: string) => file, version: "0.1.0" };

/** 500 functions on one line of a template, each with a name that AWS would never take. */
function longLine(): string {
  const resources = Array.from({ length: 500 }, (_, index) => {
    const name = `job-${index}-${"very-long-".repeat(150)}`;
    return `"Job${index}": { "Type": "AWS::Lambda::Function", "Properties": { "FunctionName": "${name}", "ReservedConcurrentExecutions": 0 } }`;
  });
  return `{ "Resources": { ${resources.join(", ")} } }`;
}

let report: Report;
beforeAll(async () => {
  const checkout = new MemoryCheckout({ "template.json": longLine() });
  const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error(JSON.stringify(outcome.policyProblems));
  report = outcome.report;
});

describe("500 findings on one line of 800,000 characters", () => {
  it.each(reporters.filter(({ name }) => name !== "json" && name !== "sarif"))(
    "are no more than 2 MB as $name",
    (reporter) => {
      expect(report.findings.length).toBeGreaterThanOrEqual(500);
      for (const all of [false, true])
        expect(Buffer.byteLength(reporter.render(report, { ...OPTIONS, all }))).toBeLessThan(2_000_000);
    },
  );

  it.each(reporters.filter(({ name }) => name !== "json" && name !== "sarif"))(
    "are lines of no more than 400 characters as $name",
    (reporter) => {
      for (const all of [false, true])
        for (const line of reporter.render(report, { ...OPTIONS, all }).split("\n"))
          expect(line.length, line.slice(0, 100)).toBeLessThanOrEqual(400);
    },
  );
});

describe("paths of 700 characters, and functions whose names and numbers are 10 kB long", () => {
  const folder = Array.from({ length: 7 }, (_, index) => `${index}${"deep-folder-".repeat(8)}`).join("/");
  const name = "n".repeat(10_000);
  const words = "word ".repeat(2_000);
  const estate = (reserved: number) => {
    const resources = Array.from({ length: 12 }, (_, index) => ({
      [`Job${index}`]: {
        Type: "AWS::Lambda::Function",
        Properties: {
          FunctionName: `${index}-${name}`,
          Description: words,
          ReservedConcurrentExecutions: index === 0 ? reserved : 80 + index,
        },
      },
      [`Long${index}${"x".repeat(10_000)}`]: {
        Type: "AWS::Lambda::Function",
        Properties: { FunctionName: words },
      },
    }));
    const template = { Resources: Object.assign({}, ...resources) };
    return new MemoryCheckout({ [`${folder}/template.json`]: JSON.stringify(template, null, 1) });
  };
  let plain: Report;
  let change: Report;
  beforeAll(async () => {
    const options = { checkout: estate(90), paths: ["."], today: "2026-01-01" };
    const [one, two] = [
      await runPolicy(options),
      await runChange(options, { checkout: estate(70), name: "main" }),
    ];
    if (!("report" in one && "report" in two)) throw new Error("the policy is wrong");
    plain = one.report;
    change = two.report;
  });

  it.each(reporters.filter(({ name }) => name !== "json" && name !== "sarif"))(
    "are lines of no more than 400 characters as $name, but for a path that has to be whole",
    (reporter) => {
      for (const each of [plain, change])
        for (const all of [false, true])
          for (const line of reporter.render(each, { ...OPTIONS, all }).split("\n")) {
            // A forge finds a file by its whole path only.
            const rest = line.replaceAll(`${folder}/template.json`, "");
            expect(rest.length, line.slice(0, 100)).toBeLessThanOrEqual(400);
          }
    },
  );

  it("leave a table of Markdown with as many cells in each row", () => {
    const text = reporters.find((each) => each.name === "markdown")?.render(change, OPTIONS) ?? "";
    const rows = text.split("\n").filter((line) => line.startsWith("| "));
    expect(rows.length).toBeGreaterThan(2);
    for (const line of rows) expect(line.split(/(?<!\\)\|/).length, line.slice(0, 100)).toBeOneOf([7, 8]);
  });
});
