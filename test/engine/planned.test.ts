import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { DiskCheckout } from "../../src/engine/disk-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { LambdaFunction } from "../../src/model/model.ts";

const cases = join(import.meta.dirname, "../parsers/terraform-plan/cases");
let folder: string;
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The functions of a case's folder, and what all of them reserve in the end. */
function check(name: string, paths = ["."]): { functions: readonly LambdaFunction[]; reserved: string[] } {
  folder = mkdtempSync(join(tmpdir(), "planned-"));
  cpSync(join(cases, name), folder, { recursive: true });
  rmSync(join(folder, "expected.json"));
  const outcome = runPolicy({ checkout: new DiskCheckout(folder), paths, today: "2026-11-01" });
  if (!("report" in outcome)) throw new Error("there is no policy file, so there is a report");
  const { functions } = outcome.report.model;
  const reserved = functions.map(({ address, deployment, reservedConcurrency: value }) => {
    const where = deployment.includes(".json") ? "document" : "code";
    return `${address} ${value.state === "known" ? value.value : value.state} (${where})`;
  });
  return { functions, reserved };
}

describe("a plan beside its code", () => {
  test("is counted once, with the plan's values", () => {
    expect(check("change").reserved.sort()).toEqual([
      "aws_lambda_function.api 20 (document)",
      "aws_lambda_function.edge unset (document)",
      "aws_lambda_function.later unknown (document)",
      'module.fn["checkout"].aws_lambda_function.this 60 (document)',
      'module.fn["mail"].aws_lambda_function.this unset (document)',
    ]);
  });

  test("tells what it tells without the code in the run", () => {
    expect(check("change", ["infra/plan.json"]).functions).toHaveLength(5);
  });
});

describe("a state beside its code", () => {
  test("yields to the code, and adds what the code no longer has", () => {
    expect(check("state-beside-code").reserved).toEqual(
      expect.arrayContaining([
        "aws_lambda_function.api 20 (code)",
        "aws_lambda_function.retired 77 (document)",
      ]),
    );
    expect(
      check("state-beside-code").reserved.filter((each) => each.startsWith("aws_lambda_function.api ")),
    ).toHaveLength(1);
  });
});
