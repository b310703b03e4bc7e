import type { Report } from "../../finding.ts";
import type { Model } from "../../model/linked-model.ts";
import type { LambdaFunction } from "../../model/model.ts";
import { provisionedOf } from "../../model/provisioned.ts";
import { intervalWords } from "../../values/interval.ts";
import { knownValue, type Value } from "../../values/value.ts";
import { html, type Markup } from "./markup.ts";
import { searchField } from "./search.ts";

/** Every function in every environment with its numbers and where they are decided. */
export function functionsSection({ model }: Report): Markup[] {
  if (model.functions.length === 0) return [];
  return [
    html`<section aria-labelledby="functions"><h2 id="functions">Functions</h2>${searchField("function-rows", "Search functions", model.functions.length)}
<div class="scroll"><table id="function-rows"><caption>Each function in each environment</caption>
<thead><tr><th scope="col">function</th><th scope="col">environment</th><th scope="col">root</th><th scope="col" class="number">reserved</th><th scope="col" class="number">provisioned</th><th scope="col">aliases</th><th scope="col">decided at</th></tr></thead>
<tbody>${model.functions.map((fn) => row(fn, model))}</tbody></table></div></section>`,
  ];
}

function row(fn: LambdaFunction, model: Model): Markup {
  const { root, environment } = model.deploymentOf(fn);
  const { at } = fn.reservedConcurrency;
  const aliases = model.aliasesOf(fn).map((alias) => knownValue(alias.name) ?? alias.address);
  return html`<tr data-row><th scope="row"><code>${fn.label ?? fn.address}</code></th><td>${environment}</td><td><code>${root}</code></td><td class="number">${reserved(fn.reservedConcurrency)}</td><td class="number">${intervalWords(provisionedOf(fn, model))}</td><td>${aliases.join(", ")}</td><td><code>${at.file}:${at.start.line}</code></td></tr>`;
}

function reserved(value: Value<number>): Markup | string {
  if (value.state === "known") return String(value.value);
  return value.state === "unset" ? "none" : html`<abbr title="${value.because}">unknown</abbr>`;
}
