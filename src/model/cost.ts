import { compareText, type SourceLocation } from "../source/location.ts";
import { hull, type Interval, isExact, multiply, sum } from "../values/interval.ts";
import { alternativesOf, type Value } from "../values/value.ts";
import type { Model } from "./linked-model.ts";
import type { LambdaFunction } from "./model.ts";
import { PRICES_AS_OF, provisionedPrice, SECONDS_PER_MONTH } from "./prices.ts";
import { intervalOf, provisionedOf } from "./provisioned.ts";

/** What the provisioned concurrency of one function costs while it is idle. */
export interface FunctionCost {
  /** The entity id of the function. */
  function: string;
  address: string;
  label?: string;
  root: string;
  environment: string;
  at: SourceLocation;
  /** USD per month, for all instances of the function together. */
  monthlyUsd: Interval;
  /** Why it can't be told, or not exactly. */
  because: string[];
}

/** What all provisioned concurrency costs. */
export interface CostReport {
  /** Year and month of the prices. */
  pricesAsOf: string;
  /** The dearest first; only functions that provision something. */
  functions: FunctionCost[];
  /** By name; only environments in which something is provisioned. */
  environments: { environment: string; monthlyUsd: Interval }[];
  /** USD per month over all environments. */
  monthlyUsd: Interval;
}

/** Works out the cost of provisioned concurrency, without that of the invocations that it serves. */
export function buildCost(model: Model): CostReport {
  const functions = model.functions.flatMap((fn) => costOf(fn, model) ?? []);
  functions.sort(
    (a, b) =>
      b.monthlyUsd.atLeast - a.monthlyUsd.atLeast ||
      descending(a.monthlyUsd.atMost, b.monthlyUsd.atMost) ||
      compareText(a.function, b.function),
  );
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
  const { atLeast, atMost } = sum(functions.map((each) => each.monthlyUsd));
  return { atLeast: cents(atLeast), atMost: cents(atMost) };
}

/** Two unbounded amounts are equal; their difference would be no number. */
function descending(a: number, b: number): number {
  return a === b ? 0 : b - a;
}

function costOf(fn: LambdaFunction, model: Model): FunctionCost | undefined {
  const provisioned = model.provisionedFor(fn);
  const amount = provisionedOf(fn, model);
  const first = provisioned[0] ?? model.scalingTargetsFor(fn)[0];
  if (!first || amount.atMost === 0) return undefined;
  const price = priceOf(fn);
  const memory = intervalOf(fn.memoryMb);
  const { root, environment } = model.deploymentOf(fn);
  const gigabyteSeconds = {
    atLeast: (memory.atLeast / 1024) * SECONDS_PER_MONTH,
    atMost: (memory.atMost / 1024) * SECONDS_PER_MONTH,
  };
  const all = [gigabyteSeconds, price.usd, fn.instances].reduce(multiply, amount);
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
    root,
    environment,
    at: first.at,
    monthlyUsd: { atLeast: cents(all.atLeast), atMost: cents(all.atMost) },
    because: [...new Set(because)],
  };
}

function scalingReasons(fn: LambdaFunction, model: Model): string[] {
  const targets = model.scalingTargetsFor(fn);
  const open = targets.flatMap((target) => reason(target.max));
  return targets.length === 0 || open.length > 0 ? open : ["scaling provisions more or less as it is used"];
}

/** USD for a GB-second, least and most over what the architecture and the region can be. */
function priceOf({ region, architecture }: LambdaFunction): { usd: Interval; because: string[] } {
  const unknown = { atLeast: 0, atMost: Number.POSITIVE_INFINITY };
  const regions = alternativesOf(region);
  const architectures = alternativesOf(architecture);
  if (!regions || !architectures)
    return { usd: unknown, because: [...reason(region), ...reason(architecture)] };
  const places = regions.flatMap((way) => (way.state === "known" ? [way.value] : []));
  const kinds = architectures.flatMap((way) => (way.state === "known" ? [way.value] : []));
  const pairs = places.flatMap((place) => kinds.map((kind) => ({ place, kind })));
  if (pairs.length === 0) return { usd: unknown, because: ["the region is not given"] };
  const because = [...reason(region), ...reason(architecture)];
  const prices = pairs.map(({ place, kind }) => {
    const price = provisionedPrice(place, kind);
    const table = `the price table of ${PRICES_AS_OF}`;
    if (!price) because.push(`${table} has no prices for ${place}`);
    else if (!isExact(price))
      because.push(`${table} has no ${kind} price for ${place}; at most it is that of x86_64`);
    return price ?? unknown;
  });
  return { usd: prices.reduce(hull), because };
}

function reason(value: Value<unknown>): string[] {
  return value.state === "unknown" ? [value.because] : [];
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

/** An amount of US dollars. */
export function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`;
}
