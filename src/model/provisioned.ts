import { add, hull, type Interval, multiply, NOTHING } from "./interval.ts";
import type { Model } from "./linked-model.ts";
import type { LambdaFunction, ProvisionedConcurrency, ScalingTarget } from "./model.ts";
import { possibilities, type Value, valueOf } from "./value.ts";

/** What one instance of a function provisions over all its aliases and versions; scaling may raise each up to its maximum. */
export function provisionedOf(fn: LambdaFunction, model: Model): Interval {
  const targets = [...model.scalingTargetsFor(fn)];
  let total: Interval = NOTHING;
  for (const provisioned of model.provisionedFor(fn)) {
    const index = targets.findIndex((target) => sameScaledQualifier(target, provisioned));
    const target = index === -1 ? undefined : targets.splice(index, 1)[0];
    const amount = intervalOf(provisioned.amount);
    const most = target ? Math.max(amount.atMost, intervalOf(target.max).atMost) : amount.atMost;
    total = add(total, scaled({ atLeast: amount.atLeast, atMost: most }, provisioned, fn));
  }
  for (const target of targets) total = add(total, { atLeast: 0, atMost: intervalOf(target.max).atMost });
  return total;
}

/** The least and the most of a value; unset is none. */
export function intervalOf(value: Value<number>): Interval {
  const ways = possibilities(value);
  if (!ways) return { atLeast: 0, atMost: Number.POSITIVE_INFINITY };
  return ways
    .map((way) => (way.state === "known" ? { atLeast: way.value, atMost: way.value } : NOTHING))
    .reduce(hull);
}

/** Instances of the configuration for each instance of its function: an unknown number of both is one each. */
function scaled(amount: Interval, provisioned: ProvisionedConcurrency, fn: LambdaFunction): Interval {
  const { atLeast, atMost } = provisioned.instances;
  const each =
    atMost === Number.POSITIVE_INFINITY && fn.instances.atMost === Number.POSITIVE_INFINITY ? 1 : atMost;
  return multiply(amount, { atLeast: Math.min(atLeast, 1), atMost: each });
}

/** Whether a target scales what a configuration provisions. */
export function sameScaledQualifier(target: ScalingTarget, provisioned: ProvisionedConcurrency): boolean {
  const { qualifier } = target.subject;
  if (qualifier.alias !== null && qualifier.alias === provisioned.qualifier.alias) return true;
  const text = valueOf(qualifier.text);
  return text !== undefined && text === valueOf(provisioned.qualifier.text);
}
