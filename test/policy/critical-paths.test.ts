import { describe, expect, it } from "vitest";
import { startOfFile } from "../../src/source/location.ts";
import { known, unknown, unset } from "../../src/values/value.ts";
import { deployment, lambda, load, loadGood, said } from "./support.ts";

const AT = startOfFile("main.tf");

/** The maxima of the entries that cover a function. */
function covering(text: string, fn: ReturnType<typeof lambda>, environment = "prod") {
  const { policy } = load(`environments: { prod: { production: true }, dev: {} }\ncritical-paths:\n${text}`);
  return policy?.view
    .criticalPathsFor(fn, deployment(environment))
    .map((entry) => entry.maxProvisioned ?? "any");
}

describe("critical paths", () => {
  it.each([
    ["payment-*", lambda("aws_lambda_function.pay", { name: "payment-prod" }), true],
    ["payment-*", lambda("aws_lambda_function.pay", { name: "prepayment-prod" }), false],
    ["payment-?", lambda("x", { name: "payment-a" }), true],
    ["{payment,checkout}-*", lambda("x", { name: "checkout-eu" }), true],
    ["*", lambda("x"), true],
    ["aws_lambda_function.pay", lambda("aws_lambda_function.pay"), true],
    [
      'module.api["eu"].aws_lambda_function.this[0]',
      lambda('module.api["eu"].aws_lambda_function.this[0]'),
      true,
    ],
    ["module.api*.aws_lambda_function.this*", lambda('module.api["e/u"].aws_lambda_function.this[0]'), true],
    ["Prod/Shop/*", lambda("ApiFn8A3F", { label: "Prod/Shop/Api/Handler" }), true],
    ["PAYMENT-*", lambda("x", { name: "payment-prod" }), false],
  ])("%s", (pattern, fn, covered) => {
    expect(covering(`  - { function: '${pattern}' }`, fn)).toEqual(covered ? ["any"] : []);
  });

  it("cover a function whose name may turn out in several ways when every way is covered", () => {
    const either = (...names: string[]) =>
      unknown<string>("depends on var.stage", AT, { alternatives: names.map((name) => known(name, AT)) });
    const entry = "  - { function: 'payment-*' }";
    expect(covering(entry, lambda("x", { name: either("payment-a", "payment-b") }))).toEqual(["any"]);
    expect(covering(entry, lambda("x", { name: either("payment-a", "report-b") }))).toEqual([]);
    expect(covering(entry, lambda("x", { name: unknown("depends on var.name", AT) }))).toEqual([]);
    expect(covering(entry, lambda("x", { name: unset(AT) }))).toEqual([]);
  });

  it("hold in their environments, the most generous first", () => {
    const entries = `
  - { function: "pay-*", max-provisioned: 5 }
  - { function: "pay-*", max-provisioned: 50, environment: prod }
  - { function: "pay-eu", max-provisioned: 10, environment: [dev, prod] }
  - { function: "pay-eu", environment: dev }`;
    const fn = lambda("x", { name: "pay-eu" });
    expect(covering(entries, fn, "prod")).toEqual([50, 10, 5]);
    expect(covering(entries, fn, "dev")).toEqual(["any", 10, 5]);
    expect(covering(entries, fn, "unmatched")).toEqual([5]);
  });

  it("hold up to and including the day on which they expire", () => {
    const fn = lambda("x", { name: "pay" });
    expect(covering("  - { function: pay, expires: 2026-06-15 }", fn)).toEqual(["any"]);
    expect(covering("  - { function: pay, expires: 2026-06-14 }", fn)).toEqual([]);
    expect(said("critical-paths:\n  - { function: pay, expires: 2026-06-15 }\n")).toEqual([]);
  });

  it("carry who, why and where", () => {
    const policy = loadGood(
      "critical-paths:\n  - function: pay\n    owner: payments\n    reason: the till\n    expires: 2027-01-01\n",
    );
    expect(policy.view.criticalPathsFor(lambda("pay"), deployment("default"))).toMatchObject([
      {
        function: "pay",
        owner: "payments",
        reason: "the till",
        expires: "2027-01-01",
        at: { start: { line: 2, column: 5 } },
      },
    ]);
  });
});
