import { type Comparison, type Finding, findingsByChange, type Report } from "../../finding.ts";
import { type FunctionChange, reservationWords } from "../../model/estate-change.ts";
import { intervalWords } from "../../values/interval.ts";
import { html, type Markup } from "./markup.ts";

/** `50`, or `50 → 80` where a change moves it; `–` for a side without it. */
export function movementWords(before: string | undefined, after: string | undefined): string {
  return before === after ? (after ?? "–") : `${before ?? "–"} → ${after ?? "–"}`;
}

/** What a change does, in a line. */
export function changeLine({ findings, comparison }: Report): Markup | undefined {
  if (!comparison) return undefined;
  const of = findingsByChange(findings);
  const counts = (["new", "worse", "better"] as const).map((state) => `${of[state].length} ${state}`);
  return html`<p>Against ${comparison.base}: ${counts.join(", ")}, ${comparison.fixed.length} fixed, ${of.unchanged.length} there before</p>`;
}

/** What a change mends: findings of the base that are no more. */
export function fixedSection({ comparison }: Report): Markup[] {
  const fixed = comparison?.fixed ?? [];
  if (fixed.length === 0) return [];
  const row = ({ ruleId, subject, label, environments, at }: Finding) =>
    html`<tr><th scope="row"><code>${label ?? subject}</code></th><td>${environments.join(", ")}</td><td>${ruleId}</td><td><code>${at.file}:${at.start.line}</code></td></tr>`;
  return [
    html`<section aria-labelledby="fixed"><h2 id="fixed">Fixed (${fixed.length})</h2>
<div class="scroll"><table><caption>Findings that the change mends</caption>
<thead><tr><th scope="col">function</th><th scope="col">environment</th><th scope="col">rule</th><th scope="col">where it was</th></tr></thead>
<tbody>${fixed.map(row)}</tbody></table></div></section>`,
  ];
}

/** The functions that a change adds, removes or gives other numbers. */
export function changedFunctions(comparison: Comparison | undefined): Markup[] {
  const functions = comparison?.functions ?? [];
  if (functions.length === 0) return [];
  const row = ({ kind, name, environments, before, after }: FunctionChange) =>
    html`<tr><th scope="row"><code>${name}</code></th><td>${kind}</td><td>${environments.join(", ")}</td><td class="number">${movementWords(before && reservationWords(before.reserved), after && reservationWords(after.reserved))}</td><td class="number">${movementWords(before && intervalWords(before.provisioned), after && intervalWords(after.provisioned))}</td></tr>`;
  return [
    html`<section aria-labelledby="changed"><h2 id="changed">Functions that change (${functions.length})</h2>
<div class="scroll"><table><caption>Before → after</caption>
<thead><tr><th scope="col">function</th><th scope="col"><span class="unseen">what happens to it</span></th><th scope="col">environment</th><th scope="col" class="number">reserved</th><th scope="col" class="number">provisioned</th></tr></thead>
<tbody>${functions.map(row)}</tbody></table></div></section>`,
  ];
}
