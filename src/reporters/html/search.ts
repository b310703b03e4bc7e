import { html, type Markup } from "./markup.ts";

/** Fewer rows are seen at once. */
const WORTH_SEARCHING = 4;

/** A field that searches some rows, where there are many. Without a script there is none, and all rows are there. */
export function searchField(rows: string, label: string, count: number): Markup {
  if (count < WORTH_SEARCHING) return html``;
  return html`<form class="search" role="search" data-rows="${rows}" hidden><label for="search-${rows}">${label}</label><input id="search-${rows}" type="search"><output for="search-${rows}" aria-live="polite"></output></form>`;
}
