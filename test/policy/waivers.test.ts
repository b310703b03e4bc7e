import { describe, expect, it } from "vitest";
import { startOfFile } from "../../src/source/location.ts";
import { known } from "../../src/values/value.ts";
import { breach, lambda, line, load, loadGood, modelOf, review } from "./support.ts";

const AT = startOfFile("main.tf");
const legacy = lambda("aws_lambda_function.legacy", { name: "legacy-report" });
const pay = lambda("aws_lambda_function.pay", { name: "payment" });
const REQUIRED = "reserved-concurrency-required";

/** Whether a problem is waived under some waivers, written as the inside of the list. */
function isWaived(
  waivers: string,
  problem = breach(REQUIRED, legacy),
  model = modelOf(["prod", "dev"], { functions: [legacy, pay] }),
) {
  const { policy } = load(`environments: { prod: { production: true }, dev: {} }\nwaivers:\n${waivers}`);
  return policy ? review(policy, { model, problems: [problem] }).waivers.has(problem) : undefined;
}

describe("waivers", () => {
  it.each([
    ["by name", "  - { rule: reserved-concurrency-required, function: 'legacy-*' }", true],
    ["by address", "  - { rule: reserved-concurrency-required, function: '*.legacy' }", true],
    [
      "by one of several rules",
      "  - { rule: [alias-routing-valid, reserved-concurrency-required], function: '*' }",
      true,
    ],
    [
      "in its environment",
      "  - { rule: reserved-concurrency-required, function: '*', environment: [dev, prod] }",
      true,
    ],
    [
      "on its last day",
      "  - { rule: reserved-concurrency-required, function: '*', expires: 2026-06-15 }",
      true,
    ],
    [
      "not after it",
      "  - { rule: reserved-concurrency-required, function: '*', expires: 2026-06-14 }",
      false,
    ],
    ["not of another rule", "  - { rule: alias-routing-valid, function: 'legacy-*' }", false],
    ["not of another function", "  - { rule: reserved-concurrency-required, function: 'payment*' }", false],
    [
      "not of another environment",
      "  - { rule: reserved-concurrency-required, function: '*', environment: dev }",
      false,
    ],
  ])("waive %s", (_, waivers, waived) => {
    expect(isWaived(waivers)).toBe(waived);
  });

  it("reach the problems of what belongs to the function", () => {
    const owner = { text: known("legacy-report", AT), mentions: [] };
    const entity = (address: string) => ({
      id: address,
      address,
      deploymentId: "app@prod",
      at: AT,
      function: owner,
    });
    const resourceId = { text: known("function:legacy-report:live", AT), mentions: [] };
    const model = modelOf(["prod"], {
      functions: [legacy],
      aliases: [{ ...entity("alias"), name: known("live", AT) }],
      scalingTargets: [{ ...entity("target"), resourceId }],
      scalingPolicies: [{ ...entity("policy"), target: "target", resourceId }],
    } as never);
    const waiver = `  - { rule: ${REQUIRED}, function: "legacy-*" }`;
    for (const address of ["alias", "target", "policy"]) {
      const problem = breach(REQUIRED, legacy, "prod", { subject: { address, deploymentId: "app@prod" } });
      expect(isWaived(waiver, problem, model)).toBe(true);
    }
    const byOwnAddress = breach(REQUIRED, legacy, "prod", {
      subject: { address: "alias", deploymentId: "app@prod" },
    });
    expect(isWaived(`  - { rule: ${REQUIRED}, function: alias }`, byOwnAddress, model)).toBe(true);
  });

  it("reach a problem whose subject is no entity by the address that the report shows", () => {
    const pool = breach(REQUIRED, legacy, "prod", {
      subject: { address: "111122223333 us-east-1", deploymentId: "app@prod" },
    });
    expect(isWaived(`  - { rule: ${REQUIRED}, function: "111122223333 *" }`, pool)).toBe(true);
    expect(isWaived(`  - { rule: ${REQUIRED}, function: "legacy-*" }`, pool)).toBe(false);
  });

  it("carry who, why, until when and where", () => {
    const policy = loadGood(
      `waivers:\n  - { rule: ${REQUIRED}, function: "legacy-*", owner: platform, reason: retired, expires: 2027-03-31 }\n`,
    );
    const problem = breach(REQUIRED, legacy, "default");
    const { waivers } = review(policy, {
      problems: [problem],
      model: modelOf(["prod"], { functions: [legacy] }),
    });
    expect(waivers.get(problem)).toMatchObject({
      owner: "platform",
      reason: "retired",
      expires: "2027-03-31",
      at: { file: "policy.yml", start: { line: 2 } },
    });
  });
});

describe("waivers and critical paths without effect", () => {
  const text = `environments: { prod: { production: true }, dev: {} }
critical-paths:
  - { function: "paymnet" }
  - { function: "payment", environment: dev }
  - { function: "gone-*", expires: 2026-01-01 }
waivers:
  - { rule: ${REQUIRED}, function: "legacy-*" }
  - { rule: [${REQUIRED}, alias-routing-valid], function: payment }
  - { rule: ${REQUIRED}, function: legacy-repotr }
  - { rule: ${REQUIRED}, function: "gone-*" }
`;
  const model = modelOf(["prod", "dev"], { functions: [legacy, pay] });

  it("are said after a whole run", () => {
    const { policy } = load(text);
    const said = policy
      ? review(policy, { model, problems: [breach(REQUIRED, legacy)] }).diagnostics.map(line)
      : [];
    expect(said).toEqual([
      "policy.yml:3:17 warning: This critical path covers nothing: no function is called paymnet. (Did you mean payment?)",
      "policy.yml:4:17 warning: This critical path covers nothing: no function in dev is called payment. (Correct the pattern, or remove it.)",
      `policy.yml:8:5 warning: This waiver waives nothing: payment does not break ${REQUIRED} or alias-routing-valid. (Take it out, so that it can't hide a later change.)`,
      "policy.yml:9:54 warning: This waiver waives nothing: no function is called legacy-repotr. (Did you mean legacy-report?)",
      "policy.yml:10:54 warning: This waiver waives nothing: no function is called gone-*. (Take it out.)",
    ]);
  });

  it("are not worth a word when only a part was looked at", () => {
    const { policy } = load(text);
    expect(policy && review(policy, { model, whole: false }).diagnostics).toEqual([]);
  });
});
