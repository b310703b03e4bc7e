import type { Comparison } from "../../finding.ts";
import { breakEvenWords, type CostReport, type FunctionCost, usdWords } from "../../model/cost.ts";
import { movementWords } from "./changes.ts";
import { html, type Markup } from "./markup.ts";

/** What provisioned concurrency costs, before → after where a change moves it; nothing where there is none. */
export function costSection(
  { functions, monthlyUsd, pricesAsOf }: CostReport,
  comparison: Comparison | undefined,
): Markup[] {
  const { before, after } = comparison?.monthlyUsd ?? { before: monthlyUsd, after: monthlyUsd };
  if (functions.length === 0 && before.atMost === 0) return [];
  const amount = movementWords(usdWords(before), usdWords(after));
  const row = (each: FunctionCost) =>
    html`<tr><th scope="row"><code>${each.name}</code></th><td>${each.environment}</td><td class="number">${usdWords(each.monthlyUsd)}</td><td>${[breakEvenWords(each), ...each.because].filter((words) => words !== undefined).join("; ")}</td></tr>`;
  return [
    html`<section aria-labelledby="cost"><h2 id="cost">Provisioned concurrency: ${amount} a month while idle</h2>
<div class="scroll"><table><caption>Prices of ${pricesAsOf}, without invocations</caption>
<thead><tr><th scope="col">function</th><th scope="col">environment</th><th scope="col" class="number">a month</th><th scope="col">what to know</th></tr></thead>
<tbody>${functions.map(row)}</tbody></table></div></section>`,
  ];
}
