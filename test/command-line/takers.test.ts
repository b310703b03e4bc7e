import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claimLine } from "../../src/claims/claim-line.ts";
import { exactly } from "../../src/values/interval.ts";
import { fn } from "../action/pull-request.ts";
import { claim } from "../claims/support.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

const POLICY = `environments:
  prod: { production: true, account: "111122223333", regions: [eu-west-1] }
`;

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

const told = async (format: string, ...argv: string[]) =>
  (await callIn(repository.path, "run", "--format", format, ...argv)).out;

describe("who takes what of a pool that is over its limit", () => {
  beforeEach(() => {
    // 100, 90, … 10 and 1.
    const code = Array.from({ length: 11 }, (_, index) => fn(`job_${index}`, 100 - 10 * index || 1));
    repository.commit({ "policy.yml": POLICY, "main.tf": code.join("") });
    repository.write(
      "claims.ndjson",
      `${claimLine(claim({ repository: "acme/billing", function: "billing", takes: exactly(500) }))}\n`,
    );
  });

  it("is a list in text: one a line, the biggest first, those elsewhere among them, the rest summed", async () => {
    const lines = (await told("text", "--claims", "claims.ndjson")).split("\n");
    const from = lines.findIndex((line) => line.includes("too many"));
    expect(lines[from]).toMatch(/^ {2}Account 111122223333 in eu-west-1: \d+ too many\. .* deployed last\.$/);
    expect(lines[from + 1]).toBe("    500  acme/billing");
    expect(lines[from + 2]).toBe("    100  aws_lambda_function.job_0");
    expect(lines[from + 3]).toMatch(/^ {5}90 {2}aws_lambda_function\.job_1 {2}main\.tf:\d+:\d+$/);
    expect(lines[from + 10]).toMatch(/^ {5}20 {2}aws_lambda_function\.job_8 /);
    expect(lines[from + 11]).toBe("    and 2 more take 11");
    // A place stands in the list or below it.
    expect(lines.filter((line) => /job_1 takes/.test(line))).toEqual([]);
  });

  it("is a list in Markdown and HTML", async () => {
    const markdown = await told("markdown", "--claims", "claims.ndjson");
    expect(markdown).toContain("\n  - **500** `acme/billing`\n  - **100** `aws_lambda_function.job_0`\n");
    expect(markdown).toContain("\n  - and 2 more take 11\n");
    const html = await told("html", "--claims", "claims.ndjson");
    expect(html).toContain('<ul class="takers"><li><strong>500</strong> <code>acme/billing</code></li>');
    expect(html).toContain("<li>and 2 more take 11</li></ul>");
  });

  it.each(["sarif", "junit", "gitlab", "json"])("is one sentence in %s", async (format) => {
    const sentence =
      "AWS rejects what is deployed last: acme/billing takes 500, aws_lambda_function.job_0 takes 100, aws_lambda_function.job_1 takes 90, and 9 more take 361.";
    expect((await told(format, "--claims", "claims.ndjson")).replace(/\s+/g, " ")).toContain(sentence);
  });

  it("is one sentence in an annotation, whose line may be clipped in its middle", async () => {
    const [line = ""] = (await told("github", "--claims", "claims.ndjson")).split("\n");
    expect(line).toMatch(/151 too many\. .*deployed last: acme\/billing takes 500, .* and 9 more take 361\./);
  });

  it("says in words what a number that is kept by hand is", async () => {
    const byHand = `accounts: { "111122223333": { eu-west-1: { limit: 1000, reserved-elsewhere: 450 } } }\n`;
    repository.write("policy.yml", POLICY + byHand);
    expect(await told("text")).toMatch(
      /^ {4}450 {2}reserved elsewhere\n {4}100 {2}aws_lambda_function\.job_0$/m,
    );
    expect(await told("markdown")).toContain("\n  - **450** reserved elsewhere\n");
    expect(await told("github")).toContain("deployed last: 450 are reserved elsewhere, ");
  });
});

describe("units of one module, whose functions have one address", () => {
  const unit = (reserved: number) => `terraform { source = "../../modules/api" }
inputs = { name = basename(get_terragrunt_dir()), reserved = ${reserved}, warm = ${reserved / 100} }
`;
  const module = `variable "name" { type = string }
variable "reserved" { type = number }
variable "warm" { type = number }
resource "aws_lambda_function" "api" {
  function_name                  = var.name
  role                           = "arn:aws:iam::111122223333:role/x"
  publish                        = true
  reserved_concurrent_executions = var.reserved
}
resource "aws_lambda_alias" "live" {
  function_name    = aws_lambda_function.api.function_name
  function_version = "1"
  name             = "live"
}
resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name                     = aws_lambda_function.api.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = var.warm
}
`;

  it("are called by their units too: in pools, in costs, in messages, and in what a change does", async () => {
    repository.commit({
      "policy.yml": POLICY,
      "modules/api/main.tf": module,
      "live/orders/terragrunt.hcl": unit(500),
      "live/refunds/terragrunt.hcl": unit(400),
    });
    repository.git("checkout", "-q", "-b", "change");
    repository.commit({
      "live/orders/terragrunt.hcl": unit(600),
      "live/refunds/terragrunt.hcl": unit(700),
    });
    const text = await told("text");
    expect(text).toContain("    700  aws_lambda_function.api of live/refunds");
    expect(text).toMatch(/ 600 {2}aws_lambda_function\.api of live\/orders \(prod\)/);
    const markdown = await told("markdown", "--base", "main");
    expect(markdown).toContain("| `aws_lambda_function.api of live/orders`<br>");
    expect(markdown).toContain("  - **700** `aws_lambda_function.api of live/refunds`");
    expect(markdown).toContain("\n- 600 `aws_lambda_function.api of live/orders` (prod)");
    const cells = (await told("html", "--base", "main")).replace(/<[^>]*>/g, "|");
    for (const one of ["orders", "refunds"]) {
      expect(cells).toMatch(new RegExp(`aws_lambda_function\\.api of live/${one}\\|+changed`));
      expect(cells).toMatch(new RegExp(`aws_lambda_function\\.api of live/${one}\\|+prod\\|+\\$`));
    }
  });
});
