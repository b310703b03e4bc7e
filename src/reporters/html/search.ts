import { html, type Markup } from "./markup.ts";

/** A field that searches some rows. Without a script there is none, and all rows are there. */
export function searchField(rows: string, label: string): Markup {
  return html`<form class="search" role="search" data-rows="${rows}" hidden><label for="search-${rows}">${label}</label><input id="search-${rows}" type="search"><output for="search-${rows}" aria-live="polite"></output></form>`;
}
