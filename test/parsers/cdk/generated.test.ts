import { expect, it } from "vitest";
import { MemoryCheckout } from "../../../src/engine/memory-checkout.ts";
import { runPolicy } from "../../../src/engine/run.ts";

/** Logical ids that aws-cdk-lib 2.276 gives to what it adds by itself. */
const OF_THE_LIBRARY = [
  "LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A",
  "CustomS3AutoDeleteObjectsCustomResourceProviderHandler9D90184F",
  "BucketNotificationsHandler050a0587b7544547bf325f094a3db8347ECC3691",
  "AWS679f53fac002430cb0da5b7982bd22872D164C4C",
  "CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C81C01536",
  "ProviderframeworkonEvent83C1D0A7",
];
const OWN = ["LogRetentionReport0A1B2C3D", "CustomProviderHandler9D90184F", "AWSUsage1A2B3C4D"];

async function run(ids: readonly string[], policy: string) {
  const fn = { Type: "AWS::Lambda::Function", Properties: { Role: "r" } };
  const stack = { type: "aws:cloudformation:stack", environment: "aws://111122223333/eu-west-1" };
  const checkout = new MemoryCheckout({
    "policy.yml": policy,
    "cdk.out/manifest.json": JSON.stringify({
      version: "36.0.0",
      artifacts: { Shop: { ...stack, properties: { templateFile: "Shop.template.json" } } },
    }),
    "cdk.out/Shop.template.json": JSON.stringify({
      Resources: Object.fromEntries(ids.map((id) => [id, fn])),
    }),
  });
  const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  const { findings, model } = outcome.report;
  return {
    functions: model.functions.length,
    made: model.functions.filter(({ madeBy }) => madeBy === "AWS CDK").map(({ address }) => address),
    asked: findings
      .filter(({ ruleId }) => ruleId === "reserved-concurrency-required")
      .map(({ subject }) => subject),
  };
}

it("counts the functions that the CDK adds, and asks nobody to reserve for them", async () => {
  const { functions, made, asked } = await run([...OF_THE_LIBRARY, ...OWN], "");
  expect(functions).toBe(OF_THE_LIBRARY.length + OWN.length);
  expect(made).toEqual(OF_THE_LIBRARY);
  expect([...asked].sort()).toEqual([...OWN].sort());
});

it("asks where the policy says so", async () => {
  const { asked } = await run(OF_THE_LIBRARY, "include-generated: true\n");
  expect(asked).toHaveLength(OF_THE_LIBRARY.length);
});
