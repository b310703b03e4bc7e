import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { DiskCheckout } from "../../src/engine/checkout/disk-checkout.ts";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { LambdaFunction } from "../../src/model/model.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const cases = join(import.meta.dirname, "../parsers/terraform-plan/cases");
let folder: string;
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The functions of a case's folder, and what all of them reserve in the end. */
async function check(
  name: string,
  paths = ["."],
): Promise<{ functions: readonly LambdaFunction[]; reserved: string[] }> {
  folder = temporaryFolder("planned");
  cpSync(join(cases, name), folder, { recursive: true });
  rmSync(join(folder, "expected.json"));
  const outcome = await runPolicy({ checkout: new DiskCheckout(folder), paths, today: "2026-11-01" });
  if (!("report" in outcome)) throw new Error("there is no policy file, so there is a report");
  const { functions } = outcome.report.model;
  const reserved = functions.map(({ address, deploymentId, reservedConcurrency: value }) => {
    const where = deploymentId.includes(".json") ? "document" : "code";
    return `${address} ${value.state === "known" ? value.value : value.state} (${where})`;
  });
  return { functions, reserved };
}

describe("a plan beside its code", () => {
  test("is counted once, with the plan's values", async () => {
    expect((await check("change")).reserved.sort()).toEqual([
      "aws_lambda_function.api 20 (document)",
      "aws_lambda_function.edge unset (document)",
      "aws_lambda_function.later unknown (document)",
      'module.fn["checkout"].aws_lambda_function.this 60 (document)',
      'module.fn["mail"].aws_lambda_function.this unset (document)',
    ]);
  });

  test("tells what it tells without the code in the run", async () => {
    expect((await check("change", ["infra/plan.json"])).functions).toHaveLength(5);
  });
});

describe("a state beside its code", () => {
  test("yields to the code, and adds what the code no longer has", async () => {
    expect((await check("state-beside-code")).reserved).toEqual(
      expect.arrayContaining([
        "aws_lambda_function.api 20 (code)",
        "aws_lambda_function.retired 77 (document)",
      ]),
    );
    expect(
      (await check("state-beside-code")).reserved.filter((each) =>
        each.startsWith("aws_lambda_function.api "),
      ),
    ).toHaveLength(1);
  });
});

describe("a plan and code for several environments and regions", () => {
  const CODE = {
    "main.tf":
      'variable "reserved" {\n  type = number\n}\nprovider "aws" {}\nresource "aws_lambda_function" "pay" {\n  function_name                  = "pay"\n  reserved_concurrent_executions = var.reserved\n}\n',
    "env/prod.tfvars": "reserved = 50\n",
    "env/dev.tfvars": "reserved = 5\n",
    "plan.json": JSON.stringify({
      format_version: "1.2",
      terraform_version: "1.11.4",
      planned_values: {
        root_module: {
          resources: [
            {
              address: "aws_lambda_function.pay",
              mode: "managed",
              type: "aws_lambda_function",
              name: "pay",
              values: { function_name: "pay", reserved_concurrent_executions: 60 },
            },
          ],
        },
      },
      resource_changes: [],
      configuration: {
        provider_config: {
          aws: { name: "aws", expressions: { region: { constant_value: "eu-west-1" } } },
        },
        root_module: {
          resources: [
            {
              address: "aws_lambda_function.pay",
              mode: "managed",
              type: "aws_lambda_function",
              name: "pay",
              provider_config_key: "aws",
            },
          ],
        },
      },
    }),
  };

  async function told(environments: string) {
    const texts = { ...CODE, "policy.yml": `environments:\n${environments}` };
    const outcome = await runPolicy({
      checkout: new MemoryCheckout(texts),
      paths: ["."],
      today: "2026-11-01",
    });
    if (!("report" in outcome)) throw new Error(JSON.stringify(outcome.policyProblems));
    const { model, diagnostics } = outcome.report;
    const numbers = model.functions.map((fn) => {
      const { environment } = model.deploymentOf(fn);
      const region = "value" in fn.region ? fn.region.value : "?";
      return `${environment} ${region} ${"value" in fn.reservedConcurrency && fn.reservedConcurrency.value}`;
    });
    return { numbers: numbers.sort(), said: diagnostics.filter(({ severity }) => severity === "warning") };
  }

  test("never put one environment's numbers into another: the code keeps its own, and that is said", async () => {
    const { numbers, said } = await told(
      "  prod: { production: true, regions: [eu-west-1] }\n  dev: { regions: [eu-west-1] }\n",
    );
    expect(numbers).toEqual(["dev eu-west-1 5", "prod eu-west-1 50"]);
    expect(said).toEqual([
      expect.objectContaining({
        message: "The plan plan.json was made for one environment, and counts for prod, dev alike.",
      }),
    ]);
  });

  test("the plan stands for its own region, and the code for the others", async () => {
    const { numbers, said } = await told("  prod: { production: true, regions: [eu-west-1, us-east-1] }\n");
    expect(numbers).toEqual(["prod eu-west-1 60", "prod us-east-1 50"]);
    expect(said).toEqual([]);
  });

  test("the plan stands for the environment that it is given to", async () => {
    const { numbers, said } = await told(
      "  prod: { production: true, regions: [eu-west-1], match: { paths: [plan.json] } }\n  dev: { regions: [eu-west-1] }\n",
    );
    expect(numbers).toEqual(["dev eu-west-1 5", "prod eu-west-1 60"]);
    expect(said).toEqual([]);
  });
});
