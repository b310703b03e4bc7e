import type { CostReport } from "../../model/cost.ts";
import type { Interval } from "../../model/interval.ts";
import { printable } from "./printable.ts";

const SHOWN = 5;

/** What provisioned concurrency costs; nothing when there is none. */
export function costText({ functions, monthlyUsd, pricesAsOf }: CostReport): string[] {
  if (functions.length === 0) return [];
  const dearest = functions
    .slice(0, SHOWN)
    .map(
      (each) =>
        `  ${usd(each.monthlyUsd).padStart(12)}  ${printable(each.label ?? each.address)} (${each.environment})`,
    );
  const more = functions.length - dearest.length;
  return [
    `Provisioned concurrency, while idle: ${usd(monthlyUsd)} a month (prices of ${pricesAsOf})`,
    ...dearest,
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}

/** Dollars, exactly or from the least to the most. */
export function usd({ atLeast, atMost }: Interval): string {
  const dollars = (amount: number) => `$${amount.toFixed(2)}`;
  if (atLeast === atMost) return dollars(atLeast);
  if (atMost !== Number.POSITIVE_INFINITY) return `${dollars(atLeast)} to ${dollars(atMost)}`;
  return atLeast === 0 ? "unknown" : `at least ${dollars(atLeast)}`;
}
