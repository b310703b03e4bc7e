import type { CostReport } from "../../model/cost.ts";
import type { Interval } from "../../model/interval.ts";
import { code, escapeMarkdown } from "./escape.ts";

const SHOWN = 10;

/** What provisioned concurrency costs; nothing where there is none. */
export function costSection({ functions, monthlyUsd, pricesAsOf }: CostReport): string[] {
  if (functions.length === 0) return [];
  const rows = functions
    .slice(0, SHOWN)
    .map(
      (each) =>
        `| ${code(each.label ?? each.address)} | ${escapeMarkdown(each.environment)} | ${usd(each.monthlyUsd)} |`,
    );
  const more = functions.length > SHOWN ? `\n\n… and ${functions.length - SHOWN} more` : "";
  return [
    `### Provisioned concurrency: ${usd(monthlyUsd)} a month while idle\n\nPrices of ${pricesAsOf}.\n\n| function | environment | a month |\n|---|---|--:|\n${rows.join("\n")}${more}`,
  ];
}

/** Dollars in Markdown, where a bare dollar sign may begin a formula. */
export function usd({ atLeast, atMost }: Interval): string {
  const dollars = (amount: number) => `${amount.toFixed(2)} USD`;
  if (atLeast === atMost) return dollars(atLeast);
  if (atMost !== Number.POSITIVE_INFINITY) return `${atLeast.toFixed(2)} to ${dollars(atMost)}`;
  return atLeast === 0 ? "unknown" : `at least ${dollars(atLeast)}`;
}
