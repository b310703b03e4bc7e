import type { Comparison } from "../../finding.ts";
import { breakEvenWords, type CostReport, type FunctionCost, usdWords } from "../../model/cost.ts";
import { compareText } from "../../source/location.ts";
import { type Interval, isExact } from "../../values/interval.ts";
import type { Detail } from "./detail.ts";
import { printable } from "./printable.ts";

/** What provisioned concurrency costs, before → after where a change moves it. Empty where there is none, or a change leaves it as it is. */
export function costText(cost: CostReport, comparison: Comparison | undefined, detail: Detail): string[] {
  if (comparison && detail.reasons !== "each") return changeOfCost(cost, comparison);
  const { functions, environments, monthlyUsd, pricesAsOf } = cost;
  if (functions.length === 0) return [];
  const told = detail.reasons === "each" ? functions : functions.filter(isPriced);
  const dearest = told.slice(0, detail.costs);
  const more = functions.length - dearest.length;
  const totals = environments.map((each) => row(each.monthlyUsd, `in all of ${each.environment}`));
  const whose =
    dearest.length > 0
      ? ""
      : ` of ${functions.length === 1 ? "1 function" : `${functions.length} functions`}`;
  return [
    `Provisioned concurrency${whose}, while idle: ${usdWords(monthlyUsd)} a month (prices of ${pricesAsOf})`,
    ...dearest.flatMap((each) => [
      functionRow(each),
      ...(detail.reasons === "each" ? reasonsOf(each).map((because) => `      ${printable(because)}`) : []),
    ]),
    ...(more > 0 && dearest.length > 0 ? [`  … and ${more} more: --all`] : []),
    ...(totals.length > 1 && totals.length <= detail.costs ? totals : []),
    ...(detail.reasons === "each" ? [] : reasonText(functions, detail.reasons)),
  ];
}

/** Whether there is an amount to tell. */
function isPriced({ monthlyUsd }: FunctionCost): boolean {
  return monthlyUsd.atLeast > 0 || Number.isFinite(monthlyUsd.atMost);
}

function functionRow(each: FunctionCost): string {
  const words = [`${each.name} (${each.environment})`, breakEvenWords(each)];
  return row(each.monthlyUsd, words.filter((word) => word !== undefined).join("; "));
}

/** Why a cost isn't known, or not exactly. */
function reasonsOf({ monthlyUsd, because }: FunctionCost): readonly string[] {
  return isExact(monthlyUsd) ? [] : because;
}

/** Each reason once, with how many functions it is for, the commonest first. */
function reasonText(functions: readonly FunctionCost[], most: number): string[] {
  const counts = new Map<string, number>();
  for (const because of functions.flatMap(reasonsOf)) counts.set(because, (counts.get(because) ?? 0) + 1);
  if (counts.size === 0) return [];
  const reasons = [...counts].sort(([a, x], [b, y]) => y - x || compareText(a, b));
  const more = reasons.length - most;
  const lines = reasons
    .slice(0, most)
    .map(([because, count]) => `${printable(because)}${count > 1 ? ` (${count} functions)` : ""}`);
  const rest = more > 0 ? [`and ${more} more ${more === 1 ? "reason" : "reasons"}: --all`] : [];
  return lines.length === 1
    ? [`  Not known exactly: ${[...lines, ...rest].join(", ")}`]
    : ["  Not known exactly:", ...[...lines, ...rest].map((line) => `    ${line}`)];
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
