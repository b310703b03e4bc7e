import type { CostReport } from "../../model/cost.ts";
import { type Interval, isExact } from "../../model/interval.ts";
import { printable } from "./printable.ts";

const SHOWN = 5;

/** What provisioned concurrency costs: by function, by environment where there are several, and in all; nothing when there is none. */
export function costText({ functions, environments, monthlyUsd, pricesAsOf }: CostReport): string[] {
  if (functions.length === 0) return [];
  const dearest = functions
    .slice(0, SHOWN)
    .flatMap((each) => [
      row(each.monthlyUsd, `${each.label ?? each.address} (${each.environment})`),
      ...(isExact(each.monthlyUsd) ? [] : each.because.map((because) => `      ${printable(because)}`)),
    ]);
  const more = functions.length - SHOWN;
  const totals = environments.map((each) => row(each.monthlyUsd, `in all of ${each.environment}`));
  return [
    `Provisioned concurrency, while idle: ${usd(monthlyUsd)} a month (prices of ${pricesAsOf})`,
    ...dearest,
    ...(more > 0 ? [`  … and ${more} more`] : []),
    ...(totals.length > 1 ? totals : []),
  ];
}

function row(monthlyUsd: Interval, what: string): string {
  return `  ${usd(monthlyUsd).padStart(12)}  ${printable(what)}`;
}

/** Dollars, exactly or from the least to the most. */
export function usd({ atLeast, atMost }: Interval): string {
  const dollars = (amount: number) => `$${amount.toFixed(2)}`;
  if (atLeast === atMost) return dollars(atLeast);
  if (atMost === Number.POSITIVE_INFINITY) return atLeast === 0 ? "unknown" : `at least ${dollars(atLeast)}`;
  return atLeast === 0 ? `at most ${dollars(atMost)}` : `${dollars(atLeast)} to ${dollars(atMost)}`;
}
