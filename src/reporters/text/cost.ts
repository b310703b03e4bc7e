import type { Comparison } from "../../finding.ts";
import { breakEvenWords, type CostReport, usdWords } from "../../model/cost.ts";
import { type Interval, isExact } from "../../values/interval.ts";
import { printable } from "./printable.ts";

const SHOWN = 5;

/** What provisioned concurrency costs, before → after where a change moves it. Empty where there is none, or a change leaves it as it is. */
export function costText(cost: CostReport, comparison: Comparison | undefined, all: boolean): string[] {
  if (comparison && !all) return changeOfCost(cost, comparison);
  const { functions, environments, monthlyUsd, pricesAsOf } = cost;
  if (functions.length === 0) return [];
  const dearest = functions
    .slice(0, all ? functions.length : SHOWN)
    .flatMap((each) => [
      row(
        each.monthlyUsd,
        [`${each.name} (${each.environment})`, breakEvenWords(each)]
          .filter((words) => words !== undefined)
          .join("; "),
      ),
      ...(isExact(each.monthlyUsd) ? [] : each.because.map((because) => `      ${printable(because)}`)),
    ]);
  const more = all ? 0 : functions.length - SHOWN;
  const totals = environments.map((each) => row(each.monthlyUsd, `in all of ${each.environment}`));
  return [
    `Provisioned concurrency, while idle: ${usdWords(monthlyUsd)} a month (prices of ${pricesAsOf})`,
    ...dearest,
    ...(more > 0 ? [`  … and ${more} more`] : []),
    ...(totals.length > 1 ? totals : []),
  ];
}

function changeOfCost({ pricesAsOf }: CostReport, { monthlyUsd }: Comparison): string[] {
  const [before, after] = [usdWords(monthlyUsd.before), usdWords(monthlyUsd.after)];
  return before === after
    ? []
    : [`Provisioned concurrency, while idle: ${before} → ${after} a month (prices of ${pricesAsOf})`];
}

function row(monthlyUsd: Interval, what: string): string {
  return `  ${usdWords(monthlyUsd).padStart(12)}  ${printable(what)}`;
}
