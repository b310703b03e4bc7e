import { createHash } from "node:crypto";
import type { Entity } from "../../model/model.ts";
import type { Resources } from "../../model/resources.ts";
import type { FileSystem } from "../../parser.ts";
import { childOf, stringValue } from "../../source/yaml/tree.ts";
import { templateIn } from "./text.ts";

/*
 * The functions that the CDK's library adds by itself: their users have no property to reserve with. From aws-cdk-lib 2.276,
 * synthesised: a test holds this against what it gave.
 */

/** Functions of which a stack has one, by the construct's id: what it is for, and an id that the library has made up. */
const SINGLETONS = [
  "LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a",
  "BucketNotificationsHandler050a0587b7544547bf325f094a3db834",
  // AwsCustomResource, AwsApi and CallAwsServiceCrossRegion.
  "AWS679f53fac002430cb0da5b7982bd2287",
  "AWSb4cf1abd4e4f4bc699441af7ccd9ec37",
  "CrossRegionAwsSdk8a0c93f3dbef4b71ac137aaf2048ce7e",
  // ReceiptRuleSet that drops spam.
  "SingletonLambda224e77f9a32e4b4dac32983477abba16",
  // EvaluateExpression, for each runtime.
  "Eval[0-9a-f]{32}",
  // These two with what their memory and network are, where they are given.
  "S3ObjectCopye2f8cf6b1b0f4b3f9a2c6f1f5b6d4a71[A-Za-z0-9-]*",
  "CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C[A-Za-z0-9]*",
].join("|");
/** Of the framework around a custom resource's handler, which is the user's own. */
const FRAMEWORK = ["onEvent", "isComplete", "onTimeout"].join("|");
/** Nested stacks of the library: DynamoDB's replicas, EKS. */
const HANDLERS = ["OnEventHandler", "IsCompleteHandler", "Handler"].join("|");

/** By the path of the construct. A function that users declare is below a construct of its own, and ends in `Resource`. */
const PATH = new RegExp(
  `(?:^|/)(?:${[
    `(?:Custom::)?(?:${SINGLETONS})/Resource`,
    // Auto-deleted objects and images, exports to other regions, default security groups, triggers, OIDC providers.
    "[^/]*CustomResourceProvider/Handler",
    `framework-(?:${FRAMEWORK})/Resource`,
    `@aws-cdk--aws-[a-z0-9-]+\\.[A-Za-z]+Provider/(?:${HANDLERS})/Resource`,
    // DnsValidatedCertificate, and the instances of an ECS cluster.
    "CertificateRequestorFunction/Resource",
    "DrainECSHook/Function/Resource",
  ].join("|")})$`,
);

/** By the logical id alone: what the path comes to without punctuation, and eight digits of a hash. */
const SINGLETON_ID = new RegExp(`^(?:Custom)?(?:${SINGLETONS})[A-F0-9]{8}$`);
const OTHER_ID = new RegExp(
  `^(?:${[
    "[A-Za-z0-9]+CustomResourceProviderHandler",
    `[A-Za-z0-9]*framework(?:${FRAMEWORK})`,
    "[A-Za-z0-9]*(?:CertificateRequestorFunction|DrainECSHookFunction)",
  ].join("|")})[A-F0-9]{8}$`,
);
const IN_NESTED_STACK = new RegExp(
  `(?:^|/)awscdkaws[a-z0-9]+[A-Za-z]+ProviderNestedStack[A-Za-z0-9]*/(?:${HANDLERS})[A-F0-9]{8}$`,
);

/**
 * Whether a function is one that the CDK adds by itself.
 * @param address its logical id, behind those of the stacks around it
 * @param path of its construct, down to the resource; undefined where the template was synthesised without metadata
 */
export function isMadeByCdk(address: string, path: string | undefined): boolean {
  if (path !== undefined) return PATH.test(path);
  const id = address.slice(address.lastIndexOf("/") + 1);
  if (SINGLETON_ID.test(id) || IN_NESTED_STACK.test(address)) return true;
  return OTHER_ID.test(id) && !isOwn(id);
}

/** A function that is declared in a stack itself, under a name of the same letters: the hash is of its path. */
function isOwn(id: string): boolean {
  const [name, hash] = [id.slice(0, -8), id.slice(-8)];
  return createHash("md5").update(`${name}/Resource`).digest("hex").slice(0, 8).toUpperCase() === hash;
}

/** Marks the functions that the CDK adds by itself. @param pathOf the path of an entity's construct, where it is known */
export function markMadeByCdk(
  resources: Resources,
  pathOf: (entity: Entity) => string | undefined,
): Resources {
  const functions = resources.functions.map((fn) =>
    isMadeByCdk(fn.address, pathOf(fn)) ? { ...fn, madeBy: "AWS CDK" } : fn,
  );
  return { ...resources, functions };
}

/** `aws:cdk:path`, which the CDK's command line has written into the resource itself. */
export function constructPath(
  { address, at }: Pick<Entity, "address" | "at">,
  fs: FileSystem,
): string | undefined {
  const file = fs.read(at.file);
  const resource = childOf(childOf(file && templateIn(file).template, "Resources"), logicalId(address));
  return stringValue(childOf(childOf(resource, "Metadata"), "aws:cdk:path"));
}

/** `Nested/PayScalingB00B.scheduled_actions[0]` comes from the construct that `PayScalingB00B` does. */
export function logicalId(address: string): string {
  return /^[A-Za-z0-9]*/.exec(address.slice(address.lastIndexOf("/") + 1))?.[0] ?? "";
}
