import { compareText, type SourceLocation } from "../source/location.ts";
import { type Amount, amountsOf, combineAmounts, guarded, rangeOf, sumOfAmounts } from "../values/amounts.ts";
import { combineValues } from "../values/combine.ts";
import { countWhereThere } from "../values/instances.ts";
import { type Interval, isExact, multiply, NOTHING, UNBOUNDED } from "../values/interval.ts";
import { knownValue, type Value } from "../values/value.ts";
import { deployedOnce } from "./identity.ts";
import type { Model } from "./linked-model.ts";
import type { Architecture, LambdaFunction, ScalingTarget } from "./model.ts";
import { PRICES_AS_OF } from "./price-table.ts";
import { breakEvenUse, LIST_PRICES, type Prices, provisionedPrice, SECONDS_PER_MONTH } from "./prices.ts";
import { provisionedOf, provisioningOverTime, withAbsence } from "./provisioned.ts";
import { averageRange } from "./scheduled-range.ts";
import { toldApart } from "./told-apart.ts";

/** What the provisioned concurrency of one function costs while it is idle. */
export interface FunctionCost {
  /** The entity id of the function. */
  function: string;
  address: string;
  label?: string;
  /** How people are shown it: its label or its address, with its root where another one has the same. */
  name: string;
  root: string;
  environment: string;
  at: SourceLocation;
  /** USD per month, for all instances of the function together. */
  monthlyUsd: Interval;
  /** The same, where there is the function at all. */
  monthlyUsdWhereThere: Interval;
  /** The share of the time that it has to be in use to cost no more than on demand; from 1 on it never does. Absent: not known. */
  breakEvenUse?: number;
  /** The same for each combination of what it depends on. */
  amounts: readonly Amount[];
  /** Why it isn't known, or not exactly. */
  because: string[];
}

/** What all provisioned concurrency costs. */
export interface CostReport {
  /** Year and month of the prices. */
  pricesAsOf: string;
  /** The most expensive first; only functions that provision something. */
  functions: FunctionCost[];
  /** By name; only environments in which something is provisioned. */
  environments: { environment: string; monthlyUsd: Interval }[];
  /** USD per month over all environments. */
  monthlyUsd: Interval;
}

/** Works out the cost of provisioned concurrency, without that of the invocations that it serves. */
export function buildCost(model: Model, prices: Prices = LIST_PRICES): CostReport {
  const byCost = (a: FunctionCost, b: FunctionCost) =>
    b.monthlyUsd.atLeast - a.monthlyUsd.atLeast ||
    descending(a.monthlyUsd.atMost, b.monthlyUsd.atMost) ||
    compareText(a.function, b.function);
  const dearest = deployedOnce([...model.functions, ...model.externalFunctions], model).flatMap(
    (group) => group.flatMap((fn) => costOf(fn, model, prices) ?? []).sort(byCost)[0] ?? [],
  );
  const functions = toldApart(dearest).sort(byCost);
  const names = [...new Set(functions.map((each) => each.environment))].sort(compareText);
  return {
    pricesAsOf: PRICES_AS_OF,
    functions,
    environments: names.map((environment) => ({
      environment,
      monthlyUsd: totalOf(functions.filter((each) => each.environment === environment)),
    })),
    monthlyUsd: totalOf(functions),
  };
}

/** What some functions cost together, to the cent. */
function totalOf(functions: readonly FunctionCost[]): Interval {
  return inCents(sumOfAmounts(functions.map((each) => each.amounts)));
}

/** Two unbounded amounts are equal; their difference would be no number. */
function descending(a: number, b: number): number {
  return a === b ? 0 : b - a;
}

function costOf(fn: LambdaFunction, model: Model, prices: Prices): FunctionCost | undefined {
  const provisioned = model.provisionedFor(fn);
  const amount = provisionedOf(fn, model);
  const first = provisioned[0] ?? model.scalingTargetsFor(fn)[0];
  if (!first || amount.atMost === 0) return undefined;
  const price = priceOf(fn, prices);
  const { root, environment } = model.deploymentOf(fn);
  const whereThere = costAmounts(fn, price.usd, model);
  const amounts = withAbsence(whereThere, fn);
  const because = [
    ...price.because,
    ...[fn.memoryMb, ...provisioned.map((each) => each.amount)].flatMap(reason),
    ...scalingReasons(fn, model),
    ...(fn.instances.atLeast === fn.instances.atMost
      ? []
      : ["how many of the function there are isn't known"]),
  ];
  return {
    function: fn.id,
    address: fn.address,
    ...(fn.label === undefined ? {} : { label: fn.label }),
    name: fn.label ?? fn.address,
    root,
    environment,
    at: first.at,
    monthlyUsd: rangeOf(amounts),
    monthlyUsdWhereThere: rangeOf(whereThere),
    amounts,
    because: [...new Set(because)],
    ...breakEvenOf(fn, prices),
  };
}

function breakEvenOf(
  { region, architecture }: LambdaFunction,
  prices: Prices,
): Pick<FunctionCost, "breakEvenUse"> {
  const [place, kind] = [knownValue(region), knownValue(architecture)];
  const use = place === undefined || kind === undefined ? undefined : breakEvenUse(place, kind, prices);
  return use === undefined ? {} : { breakEvenUse: use };
}

/** What all instances of a function cost where there is the function, for each combination of what that depends on. */
function costAmounts(fn: LambdaFunction, price: Amount[], model: Model): Amount[] {
  const instances = countWhereThere(fn.instances);
  const { choices, compute } = provisioningOverTime(fn, model);
  return combineAmounts(
    [amountsOf(fn.memoryMb), price, ...choices],
    ([memory = NOTHING, usd = NOTHING, ...provisioned]) =>
      inCents([gigabyteSeconds(memory), usd, instances].reduce(multiply, compute(provisioned))),
    fn.instances.when,
  );
}

function scalingReasons(fn: LambdaFunction, model: Model): string[] {
  const targets = model.scalingTargetsFor(fn).filter((target) => !isScheduled(target, model));
  const open = targets.flatMap((target) => [...reason(target.min), ...reason(target.max)]);
  return targets.length === 0 || open.length > 0 ? open : ["scaling provisions more or less as it is used"];
}

/** Whether scheduled actions alone say what a target provisions, hour by hour. */
function isScheduled(target: ScalingTarget, model: Model): boolean {
  const average = averageRange(target, model);
  return average !== undefined && isExact(average);
}

/** USD for a GB-second, for each combination of what the architecture and the region can be. */
function priceOf(
  { region, architecture, instances }: LambdaFunction,
  prices: Prices,
): { usd: Amount[]; because: string[] } {
  const because = [...reason(region), ...reason(architecture)];
  const combinations = combineValues<string>([region, architecture], instances.when);
  if (!combinations) return { usd: [UNBOUNDED], because };
  const table = `the price table of ${PRICES_AS_OF}`;
  const usd = combinations.map(({ chosen: [place, kind], when }): Amount => {
    if (place?.state !== "known" || kind?.state !== "known") {
      because.push("the region is not given");
      return guarded(UNBOUNDED, { when });
    }
    const price = provisionedPrice(place.value, kind.value as Architecture, prices);
    if (!price) because.push(`${table} has no prices for ${place.value}; prices in the policy gives them`);
    else if (!isExact(price))
      because.push(`${table} has no ${kind.value} price for ${place.value}; at most it is that of x86_64`);
    return guarded(price ?? UNBOUNDED, { when });
  });
  return { usd, because };
}

function reason(value: Value<unknown>): string[] {
  return value.state === "unknown" ? [value.because] : [];
}

/** Of one instance that is there all month. */
function gigabyteSeconds(memoryMb: Interval): Interval {
  return {
    atLeast: (memoryMb.atLeast / 1024) * SECONDS_PER_MONTH,
    atMost: (memoryMb.atMost / 1024) * SECONDS_PER_MONTH,
  };
}

function inCents({ atLeast, atMost }: Interval): Interval {
  return { atLeast: cents(atLeast), atMost: cents(atMost) };
}

function cents(usd: number): number {
  return Number.isFinite(usd) ? Math.round(usd * 100) / 100 : usd;
}

/** What something costs, in words: `$5.00`, `$5.00 to $7.00`, `at most $7.00`, `unknown`. */
export function usdWords({ atLeast, atMost }: Interval, write = dollars): string {
  if (atLeast === atMost) return write(atLeast);
  if (!Number.isFinite(atMost)) return atLeast === 0 ? "unknown" : `at least ${write(atLeast)}`;
  return atLeast === 0 ? `at most ${write(atMost)}` : `${write(atLeast)} to ${write(atMost)}`;
}

/** From which use on something pays, in a sentence; undefined where that isn't known. */
export function breakEvenWords({
  breakEvenUse: use,
}: Pick<FunctionCost, "breakEvenUse">): string | undefined {
  if (use === undefined) return undefined;
  return use < 0.995
    ? `below ${Math.round(use * 100)} % use it costs more than on demand`
    : "it costs more than on demand at any use";
}

/** An amount of US dollars. */
export function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`;
}
