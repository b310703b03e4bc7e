import { ALWAYS, impliesAny } from "../values/guard.ts";
import { add, exactly, hull, type Interval, multiply, NOTHING } from "../values/interval.ts";
import { alternativesOf, knownValue, type Value } from "../values/value.ts";
import type { Model } from "./linked-model.ts";
import type { Entity, LambdaFunction, ProvisionedConcurrency, ScalingTarget } from "./model.ts";

/** What one instance of a function provisions over all its aliases and versions; scaling may raise each up to its maximum. */
export function provisionedOf(fn: LambdaFunction, model: Model): Interval {
  const targets = [...model.scalingTargetsFor(fn)];
  let total: Interval = NOTHING;
  for (const provisioned of model.provisionedFor(fn)) {
    const index = targets.findIndex((target) => sameScaledQualifier(target, provisioned));
    const target = index === -1 ? undefined : targets.splice(index, 1)[0];
    const amount = intervalOf(provisioned.amount);
    const most = target ? Math.max(amount.atMost, scaledUpTo(target, model)) : amount.atMost;
    total = add(total, scaled({ atLeast: amount.atLeast, atMost: most }, provisioned, fn));
  }
  for (const target of targets) total = add(total, { atLeast: 0, atMost: scaledUpTo(target, model) });
  return total;
}

/** The most that scaling may provide: the target's maximum, or that of a schedule, which replaces it for a time. */
function scaledUpTo(target: ScalingTarget, model: Model): number {
  const maxima = [target.max, ...model.schedulesFor(target).map((each) => each.max)];
  return Math.max(...maxima.map((max) => intervalOf(max).atMost));
}

/** The least and the most of a value; unset is none, and so is what is below 0: AWS rejects it. */
export function intervalOf(value: Value<number>): Interval {
  const ways = alternativesOf(value);
  if (!ways) return { atLeast: 0, atMost: Number.POSITIVE_INFINITY };
  return ways.map((way) => (way.state === "known" ? exactly(Math.max(0, way.value)) : NOTHING)).reduce(hull);
}

/** Instances of the configuration for each instance of its function: an unknown number of both is one each. */
function scaled(amount: Interval, provisioned: ProvisionedConcurrency, fn: LambdaFunction): Interval {
  const { atLeast, atMost } = provisioned.instances;
  const each =
    atMost === Number.POSITIVE_INFINITY && fn.instances.atMost === Number.POSITIVE_INFINITY ? 1 : atMost;
  const least = isThereWith(fn, provisioned) ? 1 : Math.min(atLeast, 1);
  return multiply(amount, { atLeast: least, atMost: each });
}

/** Whether one exists wherever the other does: under conditions that the other is under too. */
function isThereWith(other: Entity, { instances }: Entity): boolean {
  const { when } = instances;
  if (when === undefined || instances.atMost === 0) return false;
  return (other.instances.when ?? ALWAYS).every((guard) => impliesAny(guard, when));
}

/** Whether a target scales what a configuration provisions. */
export function sameScaledQualifier(target: ScalingTarget, provisioned: ProvisionedConcurrency): boolean {
  const { qualifier } = target.subject;
  if (qualifier.alias !== null && qualifier.alias === provisioned.qualifier.alias) return true;
  const text = knownValue(qualifier.text);
  return text !== undefined && text === knownValue(provisioned.qualifier.text);
}
