import { namedElsewhere } from "../../model/elsewhere-words.ts";
import { isOver, type PoolChange, takenOf } from "../../model/estate-change.ts";
import type { LedgerEntry, LedgerPool } from "../../model/ledger.ts";
import { exactly, type Interval, intervalWords } from "../../values/interval.ts";
import { movementWords } from "./changes.ts";
import { html, type Markup } from "./markup.ts";

/** Functions with a segment of their own in the bar; the rest are one segment. */
const SEGMENTS = 20;
const TAKERS = 10;

interface Segment {
  kind: "reserved" | "provisioned" | "elsewhere" | "floor";
  name: string;
  amount: number;
}

/** Each pool that is worth a look as a bar, the fullest first, its parts as a table, and who takes most. */
export function ledgerSection(pools: readonly PoolChange[]): Markup[] {
  if (pools.length === 0) return [];
  const shown = Math.max(1, pools.filter(({ after }) => isOver(after)).length);
  const rest = foldedPools(pools, shown);
  return [
    html`<section aria-labelledby="pools"><h2 id="pools">How the concurrency of each account is divided</h2>${pools.slice(0, shown).map(pool)}${rest}</section>`,
  ];
}

/** Pools that are less full are folded away, so that what is found is near; what is over its limit never is. */
function foldedPools(pools: readonly PoolChange[], shown: number): Markup | undefined {
  const rest = pools.slice(shown);
  if (rest.length === 0) return undefined;
  const words = rest.length === 1 ? "1 pool that is less full" : `${rest.length} pools that are less full`;
  return html`<details><summary>${words}</summary>${rest.map((each, index) => pool(each, shown + index))}</details>`;
}

/** The fullest pool in a line. */
export function fullestPool([first]: readonly PoolChange[]): Markup | undefined {
  const pool = first?.after ?? first?.before;
  if (!first || !pool) return undefined;
  const { taken, room } = takenOf(pool);
  const over = taken > room ? html` <span class="error">(${taken - room} too many)</span>` : undefined;
  return html`<p>Fullest pool: ${pool.account}, ${pool.region}: ${movement(first, (each) => String(takenOf(each).taken))} of ${room} taken${over}</p>`;
}

function pool(change: PoolChange, index: number): Markup {
  const id = `pool-${index + 1}`;
  const { before, after } = change;
  const each = after ?? before;
  if (!each) return html``;
  return html`<figure aria-labelledby="${id}">
<figcaption id="${id}"><h3>${each.account}, ${each.region}: limit ${movement(change, ({ limit }) => String(limit))}</h3></figcaption>
${bar(each)}
<div class="scroll"><table><caption>What is taken of the limit</caption>
<thead><tr><th scope="col">part</th><th scope="col" class="number">instances at once</th></tr></thead>
<tbody>${rows(change)}</tbody></table></div>
${after ? takers(after) : undefined}</figure>`;
}

function rows(change: PoolChange): Markup[] {
  const amount = (of: (pool: LedgerPool) => Interval) => movement(change, (pool) => intervalWords(of(pool)));
  const isUsed = (of: (pool: LedgerPool) => Interval) =>
    [change.before, change.after].some((pool) => pool !== undefined && of(pool).atMost > 0);
  const row = (kind: Segment["kind"], name: string, of: (pool: LedgerPool) => Interval) =>
    isUsed(of)
      ? html`<tr><th scope="row"><span class="key ${kind}"></span>${name}</th><td class="number">${amount(of)}</td></tr>`
      : html``;
  const over = isOver(change.after);
  return [
    row("reserved", "reserved", ({ reserved }) => reserved),
    row("provisioned", "provisioned outside reservations", (pool) => pool.provisionedUnreserved),
    row("elsewhere", "reserved elsewhere", ({ elsewhere }) => elsewhere.takes),
    row("floor", "unreserved floor", ({ unreservedFloor }) => exactly(unreservedFloor)),
    html`<tr><th scope="row">left to reserve</th><td class="number ${over ? "error" : "good"}">${amount(({ available }) => available)}${over ? " (over the limit)" : ""}</td></tr>`,
  ];
}

/** `50`, or `50 → 80` where a change moves it. */
function movement({ before, after }: PoolChange, words: (pool: LedgerPool) => string): string {
  return movementWords(before && words(before), after && words(after));
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
  // What is beyond the limit has a mark of its own, whatever it is made of.
  const beyond =
    taken > each.limit
      ? html`<line class="over" x1="${each.limit}" x2="${total}" y1="0" y2="0"><title>over the limit: ${taken - each.limit}</title></line>`
      : undefined;
  return html`<svg role="img" aria-label="${taken} of ${each.limit} taken" viewBox="0 0 ${total} 10" preserveAspectRatio="none">${drawn}${beyond}${limit}</svg>`;
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
    ...elsewhereSegments(each),
    { kind: "floor", name: "unreserved floor", amount: each.unreservedFloor },
  ];
  return segments.filter(({ amount }) => amount > 0);
}

/** By name where it is known who they are. */
function elsewhereSegments(pool: LedgerPool): Segment[] {
  const named = namedElsewhere(pool, SEGMENTS).map(
    ({ name, takes }): Segment => ({ kind: "elsewhere", name: `${name}, elsewhere`, amount: takes.atLeast }),
  );
  const all: Segment = {
    kind: "elsewhere",
    name: "reserved elsewhere",
    amount: pool.elsewhere.takes.atLeast,
  };
  return named.length > 0 ? named : [all];
}

function takers(pool: LedgerPool): Markup[] {
  const { entries } = pool;
  const biggest = entries.filter((entry) => entry.takes.atMost > 0).slice(0, TAKERS);
  const others = namedElsewhere(pool, TAKERS);
  if (biggest.length + others.length === 0) return [];
  const other = ({ name, takes }: (typeof others)[number]) =>
    html`<tr><td class="number">${intervalWords(takes)}</td><th scope="row"><code>${name}</code></th><td>elsewhere</td></tr>`;
  const row = (entry: LedgerEntry) =>
    html`<tr><td class="number">${intervalWords(entry.takes)}</td><th scope="row"><code>${nameOf(entry)}</code></th><td><code>${entry.at.file}:${entry.at.start.line}</code></td></tr>`;
  return [
    html`<div class="scroll"><table><caption>Who takes most</caption>
<thead><tr><th scope="col" class="number">takes</th><th scope="col">function</th><th scope="col">decided at</th></tr></thead>
<tbody>${biggest.map(row)}${others.map(other)}</tbody></table></div>`,
  ];
}

function nameOf({ name, environment }: LedgerEntry): string {
  return `${name} (${environment})`;
}
