import { type Amount, amountsOf, combineAmounts, rangeOf } from "../values/amounts.ts";
import { absences, countWhereThere } from "../values/instances.ts";
import { add, type Interval, isExact, multiply, NOTHING } from "../values/interval.ts";
import { knownValue } from "../values/value.ts";
import type { Model } from "./linked-model.ts";
import type { Entity, LambdaFunction, ProvisionedConcurrency, ScalingTarget } from "./model.ts";
import { averageRange } from "./scheduled-range.ts";

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

/** Whether provisioned concurrency or a scaling target belongs to a function. */
export function provisionsAnything(fn: LambdaFunction, model: Model): boolean {
  return model.provisionedFor(fn).length > 0 || model.scalingTargetsFor(fn).length > 0;
}

/** Amounts, and what is computed of one of each. */
export interface Computation {
  choices: Amount[][];
  compute(chosen: readonly Interval[]): Interval;
}

/** How what a function provisions follows from amounts, maxima and schedules: what it has from the deployment on, to the most that it may come to. */
export function provisioning(fn: LambdaFunction, model: Model): Computation {
  return provisionsAnything(fn, model) ? model.computed(atAnyTime, fn) : NO_COMPUTATION;
}

/** How what a function provisions on average follows from the same: scaling may take it down to the minimum, and schedules know their hours. */
export function provisioningOverTime(fn: LambdaFunction, model: Model): Computation {
  return provisionsAnything(fn, model) ? model.computed(onAverage, fn) : NO_COMPUTATION;
}

function atAnyTime(fn: LambdaFunction, model: Model): Computation {
  return computationOf(fn, model, (amount, { most }) => ({
    atLeast: amount.atLeast,
    atMost: Math.max(amount.atMost, most),
  }));
}

function onAverage(fn: LambdaFunction, model: Model): Computation {
  return computationOf(
    fn,
    model,
    (amount, { least, most, average }) =>
      average ?? { atLeast: Math.min(amount.atLeast, least), atMost: Math.max(amount.atMost, most) },
  );
}

/** Between what scaling may move an amount; and on average, where schedules say that. */
interface Range {
  least: number;
  most: number;
  average: Interval | undefined;
}

function computationOf(
  fn: LambdaFunction,
  model: Model,
  scaled: (amount: Interval, range: Range) => Interval,
): Computation {
  const choices: Amount[][] = [];
  const terms: ((chosen: readonly Interval[]) => Interval)[] = [];
  const choose = (amounts: Amount[]) => choices.push(amounts) - 1;
  const targets = [...model.scalingTargetsFor(fn)];
  const rangeOfOne = (target: ScalingTarget) => {
    const minima = halvesOf(target, "min", model).map(choose);
    const maxima = halvesOf(target, "max", model).map(choose);
    const average = averageRange(target, model);
    return (chosen: readonly Interval[]): Range => ({
      least: Math.min(...minima.map((index) => chosen[index]?.atLeast ?? 0)),
      most: Math.max(...maxima.map((index) => chosen[index]?.atMost ?? 0)),
      average,
    });
  };
  for (const provisioned of model.provisionedFor(fn)) {
    const amountAt = choose(amountsWhereThere(scaledAmounts(provisioned, fn), provisioned));
    const index = targets.findIndex((target) => scales(target, provisioned, model));
    const [target] = index === -1 ? [] : targets.splice(index, 1);
    const range = target && rangeOfOne(target);
    const each = instancesOfEach(provisioned, fn);
    terms.push((chosen) => {
      const amount = chosen[amountAt] ?? NOTHING;
      return range ? scaled(amount, rangeOfAll(range(chosen), each)) : amount;
    });
  }
  for (const range of targets.map(rangeOfOne))
    terms.push((chosen) => ({ ...scaled(NOTHING, range(chosen)), atLeast: 0 }));
  return { choices, compute: (chosen) => terms.map((term) => term(chosen)).reduce(add, NOTHING) };
}

/** A configuration that may not be there says nothing of an average. */
function rangeOfAll({ least, most, average }: Range, each: Interval): Range {
  const atMost = Math.max(1, each.atMost);
  return {
    least: each.atLeast === 0 ? 0 : least * each.atLeast,
    most: multiply({ atLeast: 0, atMost: most }, { atLeast: 0, atMost }).atMost,
    average: average && each.atLeast === 1 && isExact(each) ? average : undefined,
  };
}

/** A half of the range that scaling keeps to: the target's own, or that of a schedule, which replaces it for a time. */
function halvesOf(target: ScalingTarget, half: "min" | "max", model: Model): Amount[][] {
  const schedules = model
    .schedulesFor(target)
    .filter((schedule) => schedule[half].state !== "unset")
    .map((schedule) => amountsWhereThere(amountsOf(schedule[half]), schedule, NOWHERE[half]));
  // Without the target, its schedules scale nothing.
  return [amountsOf(target[half]), ...schedules].map((amounts) =>
    amountsWhereThere(amounts, target, NOWHERE[half]),
  );
}

/** What keeps nothing from falling, and lets nothing rise. */
const NOWHERE = {
  min: { atLeast: Number.POSITIVE_INFINITY, atMost: Number.POSITIVE_INFINITY },
  max: NOTHING,
};

/** The amounts of something that may not be there: nothing where it isn't, or what stands for that. */
function amountsWhereThere(amounts: readonly Amount[], { instances }: Entity, absent = NOTHING): Amount[] {
  if (instances.atLeast > 0 || !instances.when) return [...amounts];
  return withAbsence(
    combineAmounts([amounts], ([amount = NOTHING]) => amount, instances.when),
    { instances },
    absent,
  );
}

/** Amounts of something that may not be there, and nothing for where it isn't, or what stands for that. */
export function withAbsence(
  amounts: readonly Amount[],
  { instances }: Pick<Entity, "instances">,
  absent = NOTHING,
): Amount[] {
  if (instances.atLeast > 0 || !instances.when) return [...amounts];
  return [...amounts, ...absences(instances).map((guard) => ({ ...absent, ...guard }))];
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
