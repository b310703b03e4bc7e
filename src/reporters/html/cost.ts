import { breakEvenWords, type CostReport, type FunctionCost, usdWords } from "../../model/cost.ts";
import { html, type Markup } from "./markup.ts";

/** What provisioned concurrency costs; nothing where there is none. */
export function costSection({ functions, monthlyUsd, pricesAsOf }: CostReport): Markup[] {
  if (functions.length === 0) return [];
  const row = (each: FunctionCost) =>
    html`<tr><th scope="row"><code>${each.label ?? each.address}</code></th><td>${each.environment}</td><td class="number">${usdWords(each.monthlyUsd)}</td><td>${[breakEvenWords(each), ...each.because].filter((words) => words !== undefined).join("; ")}</td></tr>`;
  return [
    html`<section aria-labelledby="cost"><h2 id="cost">Provisioned concurrency: ${usdWords(monthlyUsd)} a month while idle</h2>
<div class="scroll"><table><caption>Prices of ${pricesAsOf}, without invocations</caption>
<thead><tr><th scope="col">function</th><th scope="col">environment</th><th scope="col" class="number">a month</th><th scope="col">what to know</th></tr></thead>
<tbody>${functions.map(row)}</tbody></table></div></section>`,
  ];
}
