import { type Amount, amountsOf, combineAmounts, rangeOf } from "../values/amounts.ts";
import { absences, countWhereThere } from "../values/instances.ts";
import { add, type Interval, multiply, NOTHING } from "../values/interval.ts";
import { knownValue } from "../values/value.ts";
import type { Model } from "./linked-model.ts";
import type { Entity, LambdaFunction, ProvisionedConcurrency, ScalingTarget } from "./model.ts";

const NO_AMOUNTS: readonly Amount[] = [NOTHING];
const NO_COMPUTATION: Computation = { choices: [], compute: () => NOTHING };

/** What one instance of a function provisions over all its aliases and versions; scaling may raise each up to its maximum. */
export function provisionedOf(fn: LambdaFunction, model: Model): Interval {
  return rangeOf(provisionedAmounts(fn, model));
}

/** What one instance of a function provisions, for each combination of what it depends on, where there is the function. */
export function provisionedAmounts(fn: LambdaFunction, model: Model): readonly Amount[] {
  // Most functions provision nothing, whatever they depend on.
  if (!fn.instances.when && !provisionsAnything(fn, model)) return NO_AMOUNTS;
  return model.computed(amountsProvisioned, fn);
}

function amountsProvisioned(fn: LambdaFunction, model: Model): Amount[] {
  const { choices, compute } = provisioning(fn, model);
  return combineAmounts(choices, compute, fn.instances.when);
}

function provisionsAnything(fn: LambdaFunction, model: Model): boolean {
  return model.provisionedFor(fn).length > 0 || model.scalingTargetsFor(fn).length > 0;
}

/** Amounts, and what is computed of one of each. */
export interface Computation {
  choices: Amount[][];
  compute(chosen: readonly Interval[]): Interval;
}

/** How what a function provisions follows from amounts, maxima and schedules. */
export function provisioning(fn: LambdaFunction, model: Model): Computation {
  return provisionsAnything(fn, model) ? model.computed(computationOf, fn) : NO_COMPUTATION;
}

function computationOf(fn: LambdaFunction, model: Model): Computation {
  const choices: Amount[][] = [];
  const terms: ((chosen: readonly Interval[]) => Interval)[] = [];
  const choose = (amounts: Amount[]) => choices.push(amounts) - 1;
  const targets = [...model.scalingTargetsFor(fn)];
  const maximumOf = (target: ScalingTarget) => {
    const indices = maximaOf(target, model).map(choose);
    return (chosen: readonly Interval[]) => Math.max(...indices.map((index) => chosen[index]?.atMost ?? 0));
  };
  for (const provisioned of model.provisionedFor(fn)) {
    const amountAt = choose(amountsWhereThere(scaledAmounts(provisioned, fn), provisioned));
    const index = targets.findIndex((target) => scales(target, provisioned, model));
    const [target] = index === -1 ? [] : targets.splice(index, 1);
    const maximum = target ? maximumOf(target) : () => 0;
    const { atMost } = instancesOfEach(provisioned, fn);
    terms.push((chosen) => {
      const amount = chosen[amountAt] ?? NOTHING;
      const scaledTo = multiply(
        { atLeast: 0, atMost: maximum(chosen) },
        { atLeast: 0, atMost: Math.max(1, atMost) },
      );
      return { atLeast: amount.atLeast, atMost: Math.max(amount.atMost, scaledTo.atMost) };
    });
  }
  for (const maximum of targets.map(maximumOf))
    terms.push((chosen) => ({ atLeast: 0, atMost: maximum(chosen) }));
  return { choices, compute: (chosen) => terms.map((term) => term(chosen)).reduce(add, NOTHING) };
}

/** The most that scaling may provide: the target's maximum, or that of a schedule, which replaces it for a time. */
function maximaOf(target: ScalingTarget, model: Model): Amount[][] {
  const maximum = amountsOf(target.max);
  const schedules = model
    .schedulesFor(target)
    .map((schedule) => amountsWhereThere(amountsOf(schedule.max), schedule));
  // Without the target, its schedules scale nothing.
  return [maximum, ...schedules].map((amounts) => amountsWhereThere(amounts, target));
}

/** The amounts of something that may not be there: nothing where it isn't. */
function amountsWhereThere(amounts: readonly Amount[], { instances }: Entity): Amount[] {
  if (instances.atLeast > 0 || !instances.when) return [...amounts];
  return withAbsence(
    combineAmounts([amounts], ([amount = NOTHING]) => amount, instances.when),
    { instances },
  );
}

/** Amounts of something that may not be there, and nothing for where it isn't. */
export function withAbsence(amounts: readonly Amount[], { instances }: Pick<Entity, "instances">): Amount[] {
  if (instances.atLeast > 0 || !instances.when) return [...amounts];
  return [...amounts, ...absences(instances).map((guard) => ({ ...NOTHING, ...guard }))];
}

/** What all instances of a configuration provision together, where there is the configuration. */
function scaledAmounts(provisioned: ProvisionedConcurrency, fn: LambdaFunction): Amount[] {
  const each = instancesOfEach(provisioned, fn);
  return amountsOf(provisioned.amount).map((amount) => ({ ...amount, ...multiply(amount, each) }));
}

/** Instances of the configuration for each instance of its function: an unknown number of both is one each. */
function instancesOfEach({ instances }: ProvisionedConcurrency, fn: LambdaFunction): Interval {
  const { atLeast, atMost } = countWhereThere(instances);
  const most =
    atMost === Number.POSITIVE_INFINITY && fn.instances.atMost === Number.POSITIVE_INFINITY ? 1 : atMost;
  return { atLeast: Math.min(atLeast, 1), atMost: most };
}

/** Whether a target scales what a configuration provisions. */
export function scales(target: ScalingTarget, provisioned: ProvisionedConcurrency, model: Model): boolean {
  const [scaled, provided] = [model.qualifierOf(target), model.qualifierOf(provisioned)];
  if (scaled.alias && scaled.alias === provided.alias) return true;
  const text = knownValue(scaled.text);
  return text !== undefined && text === knownValue(provided.text);
}
