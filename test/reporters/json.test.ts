import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { Report } from "../../src/finding.ts";
import json from "../../src/reporters/json/index.ts";
import { renderModel } from "../../src/reporters/json/model.ts";
import { ruleFixtures } from "../support/fixtures.ts";
import { expectToFollow } from "../support/json-schema.ts";
import { reportOnExample } from "../support/storefront.ts";

const OPTIONS = { colour: false, quiet: false, shown: (file: string) => file, version: "0.1.0" };

const isReport = (data: unknown) => expectToFollow("report", data);
const isModel = (data: unknown) => expectToFollow("model", data);

async function reportOn(texts: Record<string, string>): Promise<Report> {
  const outcome = await runPolicy({
    checkout: new MemoryCheckout(texts),
    paths: ["."],
    today: "2026-01-01",
  });
  if (!("report" in outcome)) throw new Error("there is no policy file, so there is a report");
  return outcome.report;
}

describe("JSON", () => {
  it.each(["storefront", "storefront-fixed"])("of %s follows the schemas", async (name) => {
    const report = await reportOnExample(name);
    isReport(JSON.parse(json.render(report, OPTIONS)));
    isModel(JSON.parse(renderModel(report, report.diagnostics)));
  });

  it("of every fixture follows the schemas", async () => {
    for (const { file, text } of ruleFixtures()) {
      const report = await reportOn({ [file]: text });
      isReport(JSON.parse(json.render(report, OPTIONS)));
      isModel(JSON.parse(renderModel(report, report.diagnostics)));
    }
  });

  it("has the ledger of the storefront, over its limit", async () => {
    const { ledger, summary } = JSON.parse(json.render(await reportOnExample("storefront"), OPTIONS));
    expect(summary.errors).toBe(6);
    expect(ledger[0]).toMatchObject({
      account: "111122223333",
      region: "eu-west-1",
      limit: 1000,
      unreservedFloor: 100,
      elsewhere: 120,
      reserved: { atLeast: 830, atMost: 830 },
      available: { atLeast: -50, atMost: -50 },
    });
  });
});
