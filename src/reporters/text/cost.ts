import { breakEvenWords, type CostReport, usdWords } from "../../model/cost.ts";
import { type Interval, isExact } from "../../values/interval.ts";
import { printable } from "./printable.ts";

const SHOWN = 5;

/** What provisioned concurrency costs: by function, by environment where there are several, and in all; nothing when there is none. */
export function costText({ functions, environments, monthlyUsd, pricesAsOf }: CostReport): string[] {
  if (functions.length === 0) return [];
  const dearest = functions
    .slice(0, SHOWN)
    .flatMap((each) => [
      row(
        each.monthlyUsd,
        [`${each.label ?? each.address} (${each.environment})`, breakEvenWords(each)]
          .filter((words) => words !== undefined)
          .join("; "),
      ),
      ...(isExact(each.monthlyUsd) ? [] : each.because.map((because) => `      ${printable(because)}`)),
    ]);
  const more = functions.length - SHOWN;
  const totals = environments.map((each) => row(each.monthlyUsd, `in all of ${each.environment}`));
  return [
    `Provisioned concurrency, while idle: ${usdWords(monthlyUsd)} a month (prices of ${pricesAsOf})`,
    ...dearest,
    ...(more > 0 ? [`  … and ${more} more`] : []),
    ...(totals.length > 1 ? totals : []),
  ];
}

function row(monthlyUsd: Interval, what: string): string {
  return `  ${usdWords(monthlyUsd).padStart(12)}  ${printable(what)}`;
}
