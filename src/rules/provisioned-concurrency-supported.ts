import { nameOf } from "../model/describe.ts";
import type { LambdaFunction } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";

const OBSTACLES: readonly { of: (fn: LambdaFunction) => LambdaFunction["edge"]; what: string }[] = [
  { of: (fn) => fn.snapStart, what: "uses SnapStart" },
  { of: (fn) => fn.tenantIsolation, what: "isolates its tenants" },
  { of: (fn) => fn.capacityProvider, what: "runs on a capacity provider" },
  { of: (fn) => fn.edge, what: "is a Lambda@Edge function" },
];

export default defineRule({
  id: "provisioned-concurrency-supported",
  title:
    "Provisioned concurrency isn't combined with SnapStart, tenant isolation, capacity providers or Lambda@Edge",
  severity: "error",
  since: "0.1.0",
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
    for (const fn of model.functions) {
      const [provisioned] = model.provisionedFor(fn);
      if (!provisioned) continue;
      for (const { of, what } of OBSTACLES) {
        const feature = of(fn);
        const { verdict } = judge([feature], ([used]) => used.state === "unset" || !used.value);
        const base = {
          at: provisioned.at,
          subject: provisioned,
          related: [{ at: feature.at, message: `${nameOf(fn)} ${what}` }],
        };
        if (verdict === "broken")
          yield {
            ...base,
            message: `Provisioned concurrency is set on a function that ${what}, which AWS doesn't support.`,
          };
        else if (verdict === "undetermined" && feature.state === "unknown")
          yield {
            ...base,
            verdict: "undetermined" as const,
            message: `Whether the function ${what}, which rules provisioned concurrency out, can't be determined: ${feature.because}.`,
          };
      }
    }
  },
});
