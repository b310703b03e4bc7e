import type { Comparison } from "../../finding.ts";
import { breakEvenWords, type CostReport, usdWords } from "../../model/cost.ts";
import { type Interval, isExact } from "../../values/interval.ts";
import { code, escapeMarkdown } from "./escape.ts";
import { movement } from "./pools.ts";

const SHOWN = 10;

/** What provisioned concurrency costs: by function, by environment where there are several, and in all; nothing where there is none. */
export function costSection({ functions, environments, monthlyUsd, pricesAsOf }: CostReport): string[] {
  if (functions.length === 0) return [];
  const rows = functions
    .slice(0, SHOWN)
    .map((each) =>
      row(code(each.name), each.environment, each.monthlyUsd, each.because.join("; "), breakEvenWords(each)),
    );
  const totals = environments.map((each) => row("in all", each.environment, each.monthlyUsd));
  const more = functions.length > SHOWN ? `\n\n… and ${functions.length - SHOWN} more` : "";
  const table = [...rows, ...(totals.length > 1 ? totals : [])].join("\n");
  return [
    `### Provisioned concurrency: ${usd(monthlyUsd)} a month while idle\n\nPrices of ${pricesAsOf}.\n\n| function | environment | a month | |\n|---|---|--:|---|\n${table}${more}`,
  ];
}

/** What a change makes of the cost; nothing where it leaves it as it is. */
export function changedCost({ pricesAsOf }: CostReport, { monthlyUsd }: Comparison): string[] {
  const [before, after] = [usd(monthlyUsd.before), usd(monthlyUsd.after)];
  if (before === after) return [];
  return [
    `Provisioned concurrency, while idle: ${movement(before, after)} a month, at prices of ${pricesAsOf}.`,
  ];
}

function row(what: string, environment: string, monthlyUsd: Interval, because = "", use = ""): string {
  const why = because === "" || isExact(monthlyUsd) ? "" : `: ${escapeMarkdown(because)}`;
  return `| ${what} | ${escapeMarkdown(environment)} | ${usd(monthlyUsd)}${why} | ${use} |`;
}

/** Dollars in Markdown, where a bare dollar sign may begin a formula. */
export function usd(interval: Interval): string {
  return usdWords(interval, (amount) => `${amount.toFixed(2)} USD`);
}
