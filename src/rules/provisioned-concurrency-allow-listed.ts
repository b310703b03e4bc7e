import type { Problem } from "../finding.ts";
import { nameOf, provisionedInstances } from "../model/describe.ts";
import type { LambdaFunction } from "../model/model.ts";
import { provisionedOf } from "../model/provisioned.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import type { OptionValues } from "../rule-options.ts";

const optionSchemas = {
  "allow-outside-production": {
    type: "boolean",
    default: false,
    description: "Accept provisioned concurrency in environments that aren't production.",
  },
} as const;

export default defineRule({
  id: "provisioned-concurrency-allow-listed",
  title: "Provisioned concurrency is only for the critical paths that the policy lists",
  severity: "error",
  since: "0.1.0",
  rationale:
    "Provisioned instances are billed while they idle, so each is a decision about money that somebody owns.",
  remedy:
    "Add the function to critical-paths in the policy with an owner and a reason, or remove its provisioned concurrency.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html"],
  deployable: false,
  options: optionSchemas,
  *check(context) {
    for (const fn of context.model.functions) {
      const at = [...context.model.provisionedFor(fn), ...context.model.scalingTargetsFor(fn)][0]?.at;
      if (at) yield* problemsOf(fn, context);
    }
  },
});

function* problemsOf(
  fn: LambdaFunction,
  { model, policy, options }: RuleContext<OptionValues<typeof optionSchemas>>,
): Generator<Problem> {
  const deployment = model.deploymentOf(fn);
  const provisioned = model.provisionedFor(fn);
  const { atLeast, atMost } = provisionedOf(fn, model);
  if (atMost === 0) return;
  const first = provisioned[0]?.amount ?? model.scalingTargetsFor(fn)[0]?.max;
  if (!first) return;
  const related = [{ at: fn.at, message: "the function" }];
  const base = { at: first.at, subject: fn, related };
  const name = nameOf(fn);
  const provisions = `${name} has ${provisionedInstances({ atLeast, atMost })}`;
  // What may not be there at all is no violation yet. An unknown amount of what is there is: it is 1 at least.
  const scales = model.scalingTargetsFor(fn).some((target) => target.instances.atLeast > 0);
  const isThere = atLeast > 0 || scales || provisioned.some((each) => each.instances.atLeast > 0);
  const open = isThere ? {} : { verdict: "undetermined" as const };
  const maybe = isThere ? "" : " Whether it has depends on a condition that isn't decided.";
  if (!policy.isProduction(deployment) && !options["allow-outside-production"]) {
    yield {
      ...base,
      ...open,
      message: `${provisions} outside production: they are billed while nobody waits for them.${maybe}`,
    };
    return;
  }
  const paths = policy.criticalPathsFor(fn, deployment);
  if (paths.length === 0) {
    yield {
      ...base,
      ...open,
      message: `${provisions}, and no critical path of the policy lists it.${maybe}`,
    };
    return;
  }
  const most = paths[0]?.maxProvisioned;
  if (most === undefined || atMost <= most) return;
  // An amount that can't be known is the matter of provisioned-concurrency-positive.
  const isOpen = provisioned.some(({ amount: each }) => each.state === "unknown" && !each.alternatives);
  const relatedPath = [
    ...related,
    { at: paths[0]?.at ?? fn.at, message: `at most ${most} by this critical path` },
  ];
  if (atLeast > most)
    yield {
      ...base,
      related: relatedPath,
      message: `${provisions}; its critical path allows ${most}.`,
    };
  else if (!isOpen)
    yield {
      ...base,
      related: relatedPath,
      ...(scales ? {} : { verdict: "undetermined" as const }),
      message: scales
        ? `Scaling may provision up to ${atMost} instances of ${name}; its critical path allows ${most}.`
        : `${provisions}; its critical path allows ${most}, and which it is can't be determined.`,
    };
}
