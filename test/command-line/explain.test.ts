import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callIn } from "../support/command-line.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const cases = join(import.meta.dirname, "../parsers/terraform/cases");
let folder: string;
beforeEach(() => {
  folder = temporaryFolder("explain");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A case as a checkout, with a policy. */
function checkout(name: string, policy: string): void {
  cpSync(join(cases, name), folder, { recursive: true });
  for (const file of ["expected.json", "inputs.json", "recorded.json"])
    rmSync(join(folder, file), { force: true });
  writeFileSync(join(folder, "policy.yml"), policy);
}

const explain = (...argv: string[]) => callIn(folder, "explain", ...argv);

const TWO_ENVIRONMENTS = `environments:
  prod:
    production: true
    account: "111122223333"
    regions: [eu-west-1]
  staging:
    account: "444455556666"
    regions: [eu-west-1]
`;

describe("policy explain ADDRESS", () => {
  test("tells the chain of each number in each environment, from the literal to the use", async () => {
    checkout("number-two-modules-away", TWO_ENVIRONMENTS);
    const { exitCode, out } = await explain(
      'module.shop.module.function["checkout"].aws_lambda_function.this',
    );
    expect(exitCode).toBe(0);
    const [prod, staging] = out.split("\n\n");
    expect(prod).toBe(
      `module.shop.module.function["checkout"].aws_lambda_function.this in live, prod (modules/function/main.tf:10:1)
  name: shop-checkout (modules/shop/main.tf:14:17)
      → module call function (modules/shop/main.tf:14:3)
      → variable name (modules/function/main.tf:1:1)
      → module.shop.module.function["checkout"].aws_lambda_function.this (modules/function/main.tf:11:3)
  reserved concurrency: 120 (live/prod.tfvars:2:24)
      → variable checkout_concurrency (live/main.tf:1:1)
      → module call shop (live/main.tf:7:3)
      → variable checkout_concurrency (modules/shop/main.tf:1:1)
      → local limits (modules/shop/main.tf:4:3)
      → module call function (modules/shop/main.tf:15:3)
      → variable concurrency (modules/function/main.tf:5:1)
      → module.shop.module.function["checkout"].aws_lambda_function.this (modules/function/main.tf:13:3)
  memory (MB): 128, by default (modules/function/main.tf:10:1)
  account: 111122223333 (policy.yml:4:14)
  region: eu-west-1 (policy.yml:5:15)
  share of the pool: 120 of 900, 13.3 % (Account 111122223333 in eu-west-1: limit 1000 less a floor of 100); 765 left`,
    );
    expect(staging).toContain("in live, staging (");
    expect(staging).toContain("reserved concurrency: 5 (live/staging.tfvars:1:24)");
  });

  test("takes the deployed name, and one environment", async () => {
    checkout("number-two-modules-away", TWO_ENVIRONMENTS);
    const { out } = await explain("shop-checkout", "--environment", "staging");
    expect(out.match(/reserved concurrency/g)).toHaveLength(1);
    expect(out).toContain("reserved concurrency: 5");
  });

  test("tells what belongs to the function, and is reached by its address too", async () => {
    checkout("autoscaling", TWO_ENVIRONMENTS);
    const { out } = await explain("aws_appautoscaling_target.live", "--environment", "prod");
    expect(out).toContain("aws_lambda_function.api in ., prod (main.tf:8:1)");
    expect(out).toContain("provisioned concurrency of live: 10 (main.tf:22:39)");
    expect(out).toContain("only the first value: changes are ignored");
    expect(out).toContain("scaling of live, at least: 10 (main.tf:31:24)");
    expect(out).toContain("scaling of live, at most: 80 (main.tf:32:24)");
  });

  test("lists what an undecided number may be, and names the missing input", async () => {
    checkout("missing-variables", TWO_ENVIRONMENTS);
    const { out } = await explain("aws_lambda_function.sized", "--environment", "prod");
    expect(out).toContain(
      "reserved concurrency: unknown: var.size has no value in prod; give it in environments.prod.terraform (var-files or variables)",
    );
    expect(out).toContain('either 50 where var.size == "large" is true (main.tf:21:');
    expect(out).toContain('either not set where var.size == "large" is false (main.tf:21:');
  });

  test("tells how many there may be", async () => {
    checkout("unknown-expansion", TWO_ENVIRONMENTS);
    expect((await explain("aws_lambda_function.canary[0]", "-e", "prod")).out).toContain(
      "how many: 0 to 1, there where var.with_canary is true",
    );
    expect((await explain("aws_lambda_function.each[*]", "-e", "prod")).out).toContain(
      "how many: 0 to any number",
    );
  });

  test("suggests the address that was meant", async () => {
    checkout("autoscaling", TWO_ENVIRONMENTS);
    expect(await explain("aws_lambda_function.apo")).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining("Did you mean aws_lambda_function.api?"),
    });
  });

  test("suggests the end of an address, by which a function may be called", async () => {
    writeFileSync(join(folder, "main.tf"), 'module "a" {\n  source = "./m"\n}\n');
    mkdirSync(join(folder, "m"));
    writeFileSync(join(folder, "m/main.tf"), 'resource "aws_lambda_function" "payment_worker" {}\n');
    expect((await explain("payment_wroker")).err).toContain("Did you mean payment_worker?");
    expect((await explain("payment_worker")).exitCode).toBe(0);
  });

  test("takes a part of an address or a name, whatever its case", async () => {
    checkout("number-two-modules-away", TWO_ENVIRONMENTS);
    const { exitCode, out } = await explain("CHECKO", "-e", "prod");
    expect(exitCode).toBe(0);
    expect(out).toContain('module.shop.module.function["checkout"].aws_lambda_function.this in live, prod');
    expect(out).not.toContain('"refund"');
  });

  test("asks which one where a part is of many", async () => {
    writeFileSync(
      join(folder, "main.tf"),
      ["a", "b", "c", "d", "e", "f"]
        .map((name) => `resource "aws_lambda_function" "job_${name}" {}\n`)
        .join(""),
    );
    expect(await explain("job_")).toMatchObject({
      exitCode: 2,
      err: expect.stringMatching(
        /"job_" is a part of 6 functions\.[\s\S]*Name one: aws_lambda_function\.job_a, /,
      ),
    });
    expect((await explain("function.job_c")).exitCode).toBe(0);
  });

  test("suggests the name that was meant", async () => {
    checkout("number-two-modules-away", TWO_ENVIRONMENTS);
    expect((await explain("shop-chekcout")).err).toContain("Did you mean shop-checkout?");
  });
});
