import { describe, expect, test } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";

// What a finding says to do is about its case, where the rule's words for all cases don't fit.

/** The remedies of a rule's findings, by their verdict; undefined where the rule's own words hold. */
async function remedies(ruleId: string, files: Record<string, string>): Promise<(string | undefined)[]> {
  const outcome = await runPolicy({ checkout: new MemoryCheckout(files), paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error(JSON.stringify(outcome.policyProblems));
  return outcome.report.findings.filter((each) => each.ruleId === ruleId).map(({ remedy }) => remedy);
}

const PAY = (reserved: string) =>
  `resource "aws_lambda_function" "pay" {\n  function_name = "pay"\n${reserved}}\n`;
const RESERVES = "reserved-concurrency-required";

describe("a function without a reservation is told", () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      "what to set where nothing is written",
      { "main.tf": PAY("") },
      /^Set reserved_concurrent_executions to the most/,
    ],
    [
      "in the words of its format",
      { "t.yaml": "Resources: { Pay: { Type: AWS::Lambda::Function, Properties: { Handler: a } } }\n" },
      /^Set ReservedConcurrentExecutions to/,
    ],
    [
      "in those of Serverless",
      { "serverless.yml": "service: s\nprovider: { name: aws }\nfunctions: { pay: { handler: a.b } }\n" },
      /^Set reservedConcurrency to/,
    ],
    [
      "what is there, where that reserves nothing",
      { "main.tf": PAY("  reserved_concurrent_executions = -1\n") },
      /in place of what is there: -1, null/,
    ],
    [
      "what to write in branches",
      { "main.tf": `variable "x" {}\n${PAY("  reserved_concurrent_executions = var.x ? -1 : null\n")}` },
      /^Write a number in every branch/,
    ],
    [
      "how a value is given that isn't known",
      { "main.tf": `variable "cap" {}\n${PAY("  reserved_concurrent_executions = var.cap\n")}` },
      /^Give the value that decides it: in a var-file or under environments\.NAME\.terraform/,
    ],
    [
      "how a parameter is given",
      {
        "t.yaml":
          "Parameters: { Cap: { Type: Number } }\nResources: { Pay: { Type: AWS::Lambda::Function, Properties: { ReservedConcurrentExecutions: !Ref Cap } } }\n",
      },
      /^Give the value that decides it: parameters or parameter-files under environments\.NAME\.cloudformation/,
    ],
  ])("%s", async (_, files, expected) => {
    expect(await remedies(RESERVES, files)).toEqual([expect.stringMatching(expected)]);
  });
});

const WARM = (amount: string) =>
  `${PAY("  reserved_concurrent_executions = 50\n  publish = true\n")}resource "aws_lambda_alias" "live" {
  name = "live"
  function_name = aws_lambda_function.pay.function_name
  function_version = aws_lambda_function.pay.version
}
resource "aws_lambda_provisioned_concurrency_config" "warm" {
  function_name = aws_lambda_function.pay.function_name
  qualifier = aws_lambda_alias.live.name
  provisioned_concurrent_executions = ${amount}
}
`;
const policy = (production: boolean, paths: string) =>
  `environments: { live: { production: ${production} }, other: { production: true, match: { paths: [none] } } }\ncritical-paths: ${paths}\n`;
const LISTED = '[{ function: "pay", max-provisioned: 5, owner: payments }]';

describe("provisioned concurrency that isn't allowed", () => {
  const told = (amount: string, production: boolean, paths: string) =>
    remedies("provisioned-concurrency-allow-listed", {
      "main.tf": `variable "n" {}\n${WARM(amount)}`,
      "policy.yml": policy(production, paths),
    });

  test("of what is listed, outside production, isn't told to be listed", async () => {
    expect(await told("3", false, LISTED)).toEqual([
      "The function is on the list, which is for production. Provision nothing in this environment, or let the rule accept it: allow-outside-production: true. If it is production, say so in the policy.",
    ]);
  });

  test("of what isn't listed, outside production, would be on no list", async () => {
    expect(await told("3", false, "[]")).toEqual([
      "Provision nothing in this environment, or let the rule accept it: allow-outside-production: true, and an entry of critical-paths. If it is production, say so in the policy.",
    ]);
  });

  test("over its maximum is told the maximum, and who may raise it", async () => {
    expect(await told("9", true, LISTED)).toEqual([
      "Provision at most 5, or raise max-provisioned of its critical path with its owner, payments.",
    ]);
    expect(await told("var.n ? 9 : 3", true, LISTED)).toEqual([
      "Give the amount that decides it, or let it be at most 5 in every case; or raise max-provisioned of its critical path with its owner, payments.",
    ]);
  });

  test("of what isn't listed may be", async () => {
    expect(await told("3", true, "[]")).toEqual([undefined]);
  });
});

test("a number that AWS rejects is told for what is wrong with it", async () => {
  const reserved = (value: string) =>
    remedies("reserved-concurrency-valid", {
      "t.yaml": `Resources: { Pay: { Type: AWS::Lambda::Function, Properties: { ReservedConcurrentExecutions: ${value} } } }\n`,
    });
  expect(await reserved("-5")).toEqual(["Reserve a whole number from 0 up, or leave the property out."]);
  expect(await remedies("provisioned-concurrency-positive", { "main.tf": WARM("1.5") })).toEqual([
    "Provision a whole number of instances.",
  ]);
  expect(await remedies("provisioned-concurrency-positive", { "main.tf": WARM("0") })).toEqual([undefined]);
});
