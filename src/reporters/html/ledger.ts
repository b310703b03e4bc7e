import type { Ledger, LedgerEntry, LedgerPool } from "../../model/ledger.ts";
import { intervalWords } from "../../values/interval.ts";
import { html, type Markup } from "./markup.ts";

/** Functions with a segment of their own in the bar; the rest are one segment. */
const SEGMENTS = 20;
const TAKERS = 10;

interface Segment {
  kind: "reserved" | "provisioned" | "elsewhere" | "floor";
  name: string;
  amount: number;
}

/** Each account's region as a bar, its parts as a table, and who takes most. */
export function ledgerSection({ pools }: Ledger): Markup[] {
  if (pools.length === 0) return [];
  return [
    html`<section aria-labelledby="pools"><h2 id="pools">How the concurrency of each account is divided</h2>${pools.map(pool)}</section>`,
  ];
}

function pool(each: LedgerPool, index: number): Markup {
  const id = `pool-${index + 1}`;
  return html`<figure aria-labelledby="${id}">
<figcaption id="${id}"><h3>${each.account}, ${each.region}: limit ${each.limit}</h3></figcaption>
${bar(each)}
<div class="scroll"><table><caption>What is taken of the limit</caption>
<thead><tr><th scope="col">part</th><th scope="col" class="number">instances at once</th></tr></thead>
<tbody>${rows(each)}</tbody></table></div>
${takers(each)}</figure>`;
}

function rows(each: LedgerPool): Markup[] {
  const row = (kind: Segment["kind"], name: string, amount: string) =>
    html`<tr><th scope="row"><span class="key ${kind}"></span>${name}</th><td class="number">${amount}</td></tr>`;
  const over = each.available.atMost < 0;
  return [
    row("reserved", "reserved", intervalWords(each.reserved)),
    row("provisioned", "provisioned outside reservations", intervalWords(each.provisionedUnreserved)),
    row("elsewhere", "reserved elsewhere", String(each.reservedElsewhere)),
    row("floor", "unreserved floor", String(each.unreservedFloor)),
    html`<tr><th scope="row">left to reserve</th><td class="number ${over ? "error" : "good"}">${intervalWords(each.available)}${over ? " (over the limit)" : ""}</td></tr>`,
  ];
}

/** A picture of what the table says, so that it is one image to a screen reader. */
function bar(each: LedgerPool): Markup {
  const segments = segmentsOf(each);
  const taken = segments.reduce((all, { amount }) => all + amount, 0);
  const total = Math.max(each.limit, taken, 1);
  let at = 0;
  const drawn = segments.map(({ kind, name, amount }) => {
    const x = at;
    at += amount;
    return html`<rect class="${kind}" x="${x}" y="0" width="${amount}" height="10"><title>${name}: ${amount}</title></rect>`;
  });
  const limit = html`<line class="limit" x1="${each.limit}" x2="${each.limit}" y1="0" y2="10"><title>limit: ${each.limit}</title></line>`;
  return html`<svg role="img" aria-label="${taken} of ${each.limit} taken" viewBox="0 0 ${total} 10" preserveAspectRatio="none">${drawn}${limit}</svg>`;
}

function segmentsOf(each: LedgerPool): Segment[] {
  const own = (kind: Segment["kind"], entries: readonly LedgerEntry[]): Segment[] => {
    const all = entries.map((entry) => ({ kind, name: nameOf(entry), amount: entry.takes.atLeast }));
    const rest = all.slice(SEGMENTS).reduce((sum, { amount }) => sum + amount, 0);
    return [...all.slice(0, SEGMENTS), { kind, name: "others", amount: rest }];
  };
  const reserved = each.entries.filter((entry) => entry.reserved.state !== "unset");
  const others = each.entries.filter((entry) => entry.reserved.state === "unset");
  const segments: Segment[] = [
    ...own("reserved", reserved),
    ...own("provisioned", others),
    { kind: "elsewhere", name: "reserved elsewhere", amount: each.reservedElsewhere },
    { kind: "floor", name: "unreserved floor", amount: each.unreservedFloor },
  ];
  return segments.filter(({ amount }) => amount > 0);
}

function takers({ entries }: LedgerPool): Markup[] {
  const biggest = entries.filter((entry) => entry.takes.atMost > 0).slice(0, TAKERS);
  if (biggest.length === 0) return [];
  const row = (entry: LedgerEntry) =>
    html`<tr><th scope="row"><code>${nameOf(entry)}</code></th><td class="number">${intervalWords(entry.takes)}</td><td><code>${entry.at.file}:${entry.at.start.line}</code></td></tr>`;
  return [
    html`<div class="scroll"><table><caption>Who takes most</caption>
<thead><tr><th scope="col">function</th><th scope="col" class="number">takes</th><th scope="col">decided at</th></tr></thead>
<tbody>${biggest.map(row)}</tbody></table></div>`,
  ];
}

function nameOf({ label, address, environment }: LedgerEntry): string {
  return `${label ?? address} (${environment})`;
}
