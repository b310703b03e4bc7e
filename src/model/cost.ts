import type { SourceLocation } from "../source/location.ts";
import { add, type Interval, NOTHING } from "./interval.ts";
import type { Model } from "./linked-model.ts";
import type { LambdaFunction } from "./model.ts";
import { PRICES_AS_OF, provisionedPrice, SECONDS_PER_MONTH } from "./prices.ts";
import { intervalOf, provisionedOf } from "./provisioned.ts";
import { possibilities, type Value } from "./value.ts";

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
  /** USD per month over all environments. */
  monthlyUsd: Interval;
}

/** Works out the cost of provisioned concurrency, without that of the invocations that it serves. */
export function buildCost(model: Model): CostReport {
  const functions = model.functions.flatMap((fn) => costOf(fn, model) ?? []);
  functions.sort((a, b) => b.monthlyUsd.atLeast - a.monthlyUsd.atLeast || (a.function < b.function ? -1 : 1));
  return {
    pricesAsOf: PRICES_AS_OF,
    functions,
    monthlyUsd: functions.map((each) => each.monthlyUsd).reduce(add, NOTHING),
  };
}

function costOf(fn: LambdaFunction, model: Model): FunctionCost | undefined {
  const provisioned = model.provisionedFor(fn);
  const amount = provisionedOf(fn, model);
  const first = provisioned[0] ?? model.scalingTargetsFor(fn)[0];
  if (!first || amount.atMost === 0) return undefined;
  const price = priceOf(fn);
  const memory = intervalOf(fn.memoryMb);
  const { root, environment } = model.deploymentOf(fn);
  const times = ({ atLeast, atMost }: Interval, factor: Interval): Interval => ({
    atLeast: atLeast === 0 ? 0 : atLeast * factor.atLeast,
    atMost: atMost === 0 ? 0 : atMost * factor.atMost,
  });
  const perInstance = times(
    {
      atLeast: (memory.atLeast / 1024) * SECONDS_PER_MONTH,
      atMost: (memory.atMost / 1024) * SECONDS_PER_MONTH,
    },
    price.usd,
  );
  const all = times(times(amount, perInstance), instancesOf(fn));
  const because = [
    ...price.because,
    ...[fn.memoryMb, ...provisioned.map((each) => each.amount)].flatMap(reason),
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

function instancesOf({ instances: { atLeast, atMost } }: LambdaFunction): Interval {
  return { atLeast, atMost };
}

/** USD for a GB-second, least and most over what the architecture and the region can be. */
function priceOf({ region, architecture }: LambdaFunction): { usd: Interval; because: string[] } {
  const unknown = { atLeast: 0, atMost: Number.POSITIVE_INFINITY };
  const regions = possibilities(region);
  const architectures = possibilities(architecture);
  if (!regions || !architectures)
    return { usd: unknown, because: [...reason(region), ...reason(architecture)] };
  const prices: number[] = [];
  for (const place of regions) {
    for (const kind of architectures) {
      if (place.state !== "known" || kind.state !== "known") continue;
      const price = provisionedPrice(place.value, kind.value);
      if (price === undefined)
        return {
          usd: unknown,
          because: [`the price table of ${PRICES_AS_OF} has no ${kind.value} price for ${place.value}`],
        };
      prices.push(price);
    }
  }
  if (prices.length === 0) return { usd: unknown, because: ["the region is not given"] };
  return { usd: { atLeast: Math.min(...prices), atMost: Math.max(...prices) }, because: [] };
}

function reason(value: Value<unknown>): string[] {
  return value.state === "unknown" ? [value.because] : [];
}

function cents(usd: number): number {
  return Number.isFinite(usd) ? Math.round(usd * 100) / 100 : usd;
}
