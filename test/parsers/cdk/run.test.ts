import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DiskCheckout } from "../../../src/engine/checkout/disk-checkout.ts";
import { runPolicy } from "../../../src/engine/run.ts";
import type { Report } from "../../../src/finding.ts";
import { callIn } from "../../support/command-line.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const CASES = join(import.meta.dirname, "cases");
const POLICY = `
environments:
  prod: { production: true, match: { stages: [Prod] } }
  staging: { match: { stages: [Staging] } }
  tools: { production: true, account: "999900001111", regions: [us-east-1], match: { stacks: [Tools] } }
`;

let folder: string;
beforeAll(() => {
  folder = temporaryFolder("cdk");
  cpSync(join(CASES, "stages"), folder, { recursive: true });
  // The case's own golden file is no part of the app.
  rmSync(join(folder, "expected.json"));
  writeFileSync(join(folder, "policy.yml"), POLICY);
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

async function report(path: string): Promise<Report> {
  const outcome = await runPolicy({ checkout: new DiskCheckout(path), paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  return outcome.report;
}

describe("an app with two stages", () => {
  test("has each stack in the environment of its stage, in the account and region of its manifest", async () => {
    const { model, summary, diagnostics } = await report(folder);
    const told = model.deployments.map(({ id, account, region }) =>
      [id, account, region].map((each) => (typeof each === "string" ? each : "value" in each && each.value)),
    );
    expect(told).toEqual([
      ["cdk.out:Prod-Orders@prod/us-east-1", "111122223333", "us-east-1"],
      ["cdk.out:Prod-Pay@prod/us-east-1", "111122223333", "us-east-1"],
      ["cdk.out:Staging-Orders@staging/eu-west-1", "444455556666", "eu-west-1"],
      ["cdk.out:Staging-Pay@staging/eu-west-1", "444455556666", "eu-west-1"],
      ["cdk.out:Tools@tools/us-east-1", "999900001111", "us-east-1"],
    ]);
    expect(diagnostics).toEqual([]);
    // Tools: 5. A stage: Charge, Worker, the nested Report, and two that the CDK adds.
    expect(summary).toMatchObject({ roots: 5, functions: 15 });
  });

  test("finds at the template's line, and names the construct and the app's line", async () => {
    const finding = (await report(folder)).findings.find(
      ({ ruleId, environments }) =>
        ruleId === "scaling-max-within-reserved" && environments.includes("staging"),
    );
    expect(finding).toMatchObject({
      subject: "LiveAliasScalingTarget9DCFD52C",
      label: "Staging/Pay/Live/AliasScaling/Target",
      at: { file: "cdk.out/assembly-Staging/StagingPay8C079716.template.json" },
      related: [
        { message: "the reservation of Staging/Pay/Charge" },
        { at: { file: "lib/pay-stack.ts", start: { line: 24 } } },
      ],
    });
  });

  test("reserves what its templates say, per account", async () => {
    const pools = (await report(folder)).ledger.pools.map(({ account, region, reserved }) => [
      account,
      region,
      reserved,
    ]);
    expect(pools).toEqual([
      ["111122223333", "us-east-1", { atLeast: 123, atMost: 123 }],
      ["444455556666", "eu-west-1", { atLeast: 33, atMost: 33 }],
      ["999900001111", "us-east-1", { atLeast: 7, atMost: 7 }],
    ]);
  });

  test("explains a function by its construct path, the end of it, and its logical id", async () => {
    const byPath = await callIn(folder, "explain", "Prod/Pay/Charge");
    expect(byPath.out).toContain("Prod/Pay/Charge (ChargeEC431097) in cdk.out, prod");
    expect(byPath.out).toContain("written at lib/pay-stack.ts:11:17");
    expect(byPath.out).toContain("reserved concurrency: 100");
    const { out } = await callIn(folder, "explain", "ChargeEC431097");
    expect(out).toContain("reserved concurrency: 100");
    expect(out).toContain("reserved concurrency: 10 ");
    expect((await callIn(folder, "explain", "OnEvent")).out).toContain("Tools/OnEvent (OnEvent74718524)");
    expect((await callIn(folder, "explain", "Prod/Pay/Chrage")).err).toContain(
      "Did you mean Prod/Pay/Charge?",
    );
  });

  test("is listed by its construct paths", async () => {
    const { out, exitCode } = await callIn(folder, "model");
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^ {2}Staging\/Pay\/Charge +staging +eu-west-1 +10 +5–40 /m);
  });
});

test("stacks of one name in several accounts and regions are each their own, and calls cross stacks", async () => {
  const { model, summary } = await report(join(CASES, "one-name-in-several-places"));
  const reserved = model.functions.map((fn) => [
    "value" in fn.account && fn.account.value,
    "value" in fn.region && fn.region.value,
    "value" in fn.reservedConcurrency && fn.reservedConcurrency.value,
  ]);
  expect(reserved.sort()).toEqual([
    ["111122223333", "eu-central-1", 25],
    ["111122223333", "us-east-1", 50],
    ["444455556666", "us-east-1", 50],
  ]);
  expect(new Set(model.functions.map((fn) => fn.id)).size).toBe(3);
  expect(summary.functions).toBe(3);
  for (const fn of model.functions) expect(model.callersOf(fn).length).toBeGreaterThan(0);
});
