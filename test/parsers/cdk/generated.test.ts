import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../../src/engine/run.ts";

/** Logical ids and construct paths that aws-cdk-lib 2.276 gives to what it adds by itself. */
const OF_THE_LIBRARY: Readonly<Record<string, string>> = {
  LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A:
    "Shop/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a/Resource",
  CustomS3AutoDeleteObjectsCustomResourceProviderHandler9D90184F:
    "Shop/Custom::S3AutoDeleteObjectsCustomResourceProvider/Handler",
  BucketNotificationsHandler050a0587b7544547bf325f094a3db8347ECC3691:
    "Shop/BucketNotificationsHandler050a0587b7544547bf325f094a3db834/Resource",
  AWS679f53fac002430cb0da5b7982bd22872D164C4C: "Shop/AWS679f53fac002430cb0da5b7982bd2287/Resource",
  CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C81C01536:
    "Shop/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C/Resource",
  CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C512MiB6723FB92:
    "Shop/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C512MiB/Resource",
  MyframeworkonEvent1E92BBEE: "Shop/My/framework-onEvent/Resource",
  MyframeworkisComplete50F30B85: "Shop/My/framework-isComplete/Resource",
  MyframeworkonTimeoutE1BD5A36: "Shop/My/framework-onTimeout/Resource",
  AWSCDKTriggerCustomResourceProviderCustomResourceProviderHandler97BECD91:
    "Shop/AWSCDK.TriggerCustomResourceProviderCustomResourceProvider/Handler",
  CustomAWSCDKOpenIdConnectProviderCustomResourceProviderHandlerF2C543E0:
    "Shop/Custom::AWSCDKOpenIdConnectProviderCustomResourceProvider/Handler",
  CustomCrossRegionExportWriterCustomResourceProviderHandlerD8786E8A:
    "Shop/Custom::CrossRegionExportWriterCustomResourceProvider/Handler",
  CustomVpcRestrictDefaultSGCustomResourceProviderHandlerDC833E5E:
    "Shop/Custom::VpcRestrictDefaultSGCustomResourceProvider/Handler",
  SingletonLambda224e77f9a32e4b4dac32983477abba164533EA15:
    "Shop/SingletonLambda224e77f9a32e4b4dac32983477abba16/Resource",
  CCertificateRequestorFunction12B378F2: "Shop/C/CertificateRequestorFunction/Resource",
  CxDrainECSHookFunctionA3C6BEAE: "Shop/C/x/DrainECSHook/Function/Resource",
};

/** What it gives to functions of an app that are merely called so. */
const OWN: Readonly<Record<string, string>> = {
  LogRetentionReportC14A48C1: "Shop/LogRetentionReport/Resource",
  BucketNotificationsHandler2EE81290: "Shop/BucketNotificationsHandler/Resource",
  AWS3026027A: "Shop/AWS/Resource",
  CustomS3AutoDeleteObjectsCustomResourceProviderHandler53DA0325:
    "Shop/CustomS3AutoDeleteObjectsCustomResourceProviderHandler/Resource",
  frameworkonEvent08CFFCC3: "Shop/frameworkonEvent/Resource",
  // A SingletonFunction has the property.
  SingletonLambda11111111222233334444555555555555B1C46844:
    "Shop/SingletonLambda11111111222233334444555555555555/Resource",
};

type Ids = Readonly<Record<string, string>>;

interface Options {
  /** Whether the template has the paths of constructs. */
  metadata?: boolean;
  /** Whether it is alone, as it is packaged. */
  alone?: boolean;
  policy?: string;
}

async function run(ids: Ids, { metadata = true, alone = false, policy = "" }: Options = {}) {
  const stack = { type: "aws:cloudformation:stack", environment: "aws://111122223333/eu-west-1" };
  const functions = Object.entries(ids).map(([id, path]) => {
    const Metadata = metadata ? { "aws:cdk:path": path } : {};
    return [id, { Type: "AWS::Lambda::Function", Properties: { Role: "r" }, Metadata }];
  });
  const template = JSON.stringify({ Resources: Object.fromEntries(functions) });
  const manifest = {
    version: "36.0.0",
    artifacts: { Shop: { ...stack, properties: { templateFile: "Shop.template.json" } } },
  };
  const checkout = new MemoryCheckout({
    "policy.yml": policy,
    ...(alone
      ? { "packaged.json": template }
      : { "cdk.out/manifest.json": JSON.stringify(manifest), "cdk.out/Shop.template.json": template }),
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

describe.each([
  ["with the paths of constructs", {}],
  ["without them", { metadata: false }],
  ["in a packaged template", { alone: true }],
  ["in a packaged template without paths", { alone: true, metadata: false }],
] satisfies [string, Options][])("functions that the CDK adds, %s", (_, options) => {
  it("are counted, and nobody is asked to reserve for them", async () => {
    const { functions, made, asked } = await run({ ...OF_THE_LIBRARY, ...OWN }, options);
    expect(functions).toBe(Object.keys(OF_THE_LIBRARY).length + Object.keys(OWN).length);
    expect([...made].sort()).toEqual(Object.keys(OF_THE_LIBRARY).sort());
    expect(asked).toHaveLength(Object.keys(OWN).length);
  });
});

it("asks where the policy says so", async () => {
  const { asked } = await run(OF_THE_LIBRARY, { policy: "include-generated: true\n" });
  expect(asked).toHaveLength(Object.keys(OF_THE_LIBRARY).length);
});
