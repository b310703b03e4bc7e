import { own } from "../source/own.ts";
import type { Interval } from "../values/interval.ts";
import type { Architecture } from "./model.ts";
import { type GigabyteSecond, PRICE_TABLE } from "./price-table.ts";

/** A month as AWS's calculator counts it: 730 hours. */
export const SECONDS_PER_MONTH = 730 * 3600;

/** What an organisation pays: AWS's list prices less a discount, or figures of its own. */
export interface Prices {
  /** The share that is taken off every price, from 0 on. */
  readonly discount: number;
  /** USD for a GB-second of provisioned concurrency, by region and architecture. */
  readonly own: Readonly<Record<string, Readonly<Partial<Record<Architecture, number | undefined>>>>>;
}

/** Without contracts and Savings Plans. */
export const LIST_PRICES: Prices = { discount: 0, own: {} };

/**
 * USD for a GB-second of provisioned concurrency, least and most; undefined where no price is known.
 * Where only the price of x86_64 is known, it bounds that of arm64: AWS's calculator has arm64 below x86_64 in every
 * region, for what on-demand duration costs.
 */
export function provisionedPrice(
  region: string,
  architecture: Architecture,
  prices: Prices = LIST_PRICES,
): Interval | undefined {
  const paid = (price: number) => price * (1 - prices.discount);
  const exact = pricesIn(region, architecture, prices)?.[0];
  if (exact !== undefined) return { atLeast: paid(exact), atMost: paid(exact) };
  const most = architecture === "arm64" ? pricesIn(region, "x86_64", prices)?.[0] : undefined;
  return most === undefined ? undefined : { atLeast: 0, atMost: paid(most) };
}

/**
 * The share of the time that provisioned instances have to be in use to cost no more than the same on demand: 0.6 is 60 %. From 1 on
 * they never do. Undefined where a price isn't known. A discount takes the same share off all three prices, and changes nothing here.
 */
export function breakEvenUse(
  region: string,
  architecture: Architecture,
  prices: Prices = LIST_PRICES,
): number | undefined {
  const listed = pricesIn(region, architecture, prices);
  if (!listed || listed[1] === undefined || listed[2] === undefined) return undefined;
  const [provisioned, duration, onDemand] = listed;
  return provisioned / (onDemand - duration);
}

/** The price of what is provisioned, and where they are listed, those of invocations. */
function pricesIn(
  region: string,
  architecture: Architecture,
  prices: Prices,
): GigabyteSecond | readonly [number, undefined, undefined] | undefined {
  const given = own(prices.own, region)?.[architecture];
  const listed = own(PRICE_TABLE, region)?.[architecture];
  if (given === undefined) return listed;
  return listed ? [given, listed[1], listed[2]] : [given, undefined, undefined];
}
