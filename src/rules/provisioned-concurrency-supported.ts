import type { Problem } from "../finding.ts";
import { judgedProblem } from "../judged-problem.ts";
import { nameOf } from "../model/describe.ts";
import type { Model } from "../model/linked-model.ts";
import type { LambdaFunction, ProvisionedConcurrency } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { presenceOf } from "../values/instances.ts";
import { judge } from "../values/judge.ts";
import { alternativesOf, knownValue, type Value } from "../values/value.ts";

const OBSTACLES: readonly { of: (fn: LambdaFunction, model: Model) => Value<boolean>; what: string }[] = [
  { of: (fn) => fn.snapStart, what: "uses SnapStart" },
  { of: (fn) => fn.tenantIsolation, what: "isolates its tenants" },
  { of: (fn) => fn.capacityProvider, what: "runs on a capacity provider" },
  { of: (fn, model) => model.runsAtEdge(fn), what: "is a Lambda@Edge function" },
];

export default defineRule({
  id: "provisioned-concurrency-supported",
  title:
    "Provisioned concurrency isn't combined with SnapStart, tenant isolation, capacity providers or Lambda@Edge",
  severity: "error",
  since: "0.1.0",
  group: "deployment",
  rationale: "AWS supports none of these together with provisioned concurrency, and says so at deploy.",
  remedy: "Choose one: remove the provisioned concurrency, or the other feature.",
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html",
    "https://docs.aws.amazon.com/lambda/latest/dg/tenant-isolation.html",
    "https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances.html",
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html",
  ],
  deployable: true,
  options: {},
  *check({ model }) {
    for (const fn of [...model.functions, ...model.externalFunctions]) {
      const provisioned = model.provisionedFor(fn);
      for (const [index, each] of provisioned.entries())
        for (const { of, what } of OBSTACLES)
          yield* problemOf(fn, { feature: of(fn, model), what }, each, provisioned.slice(0, index));
    }
  },
});

/** Once for a function: where an earlier configuration is there, it is the one that is reported. */
function* problemOf(
  fn: LambdaFunction,
  { feature, what }: { feature: Value<boolean>; what: string },
  provisioned: ProvisionedConcurrency,
  earlier: readonly ProvisionedConcurrency[],
): Iterable<Problem> {
  if (knownValue(feature) === false) return;
  // Nobody here can tell what nothing is known of.
  if (fn.isExternal && !alternativesOf(feature)) return;
  const judgement = judge(
    [feature, ...earlier.map(presenceOf)],
    ([used, ...others]) =>
      used?.state !== "known" || !used.value || others.some((other) => other.state === "known"),
    provisioned.instances.when,
  );
  const ground = {
    at: provisioned.at,
    subject: provisioned,
    law: what,
    related: [{ at: feature.at, message: `${nameOf(fn)} ${what}` }],
  };
  if (earlier.length > 0 && !alternativesOf(feature)) return;
  yield* judgedProblem(judgement, ground, {
    broken: `Provisioned concurrency is set on a function that ${what}, which AWS doesn't support.`,
    open: `Whether the function ${what}, which rules provisioned concurrency out, can't be determined`,
  });
}
