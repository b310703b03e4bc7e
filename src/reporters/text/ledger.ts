import { namedElsewhere } from "../../model/elsewhere-words.ts";
import { isOver, type PoolChange } from "../../model/estate-change.ts";
import type { LedgerPool } from "../../model/ledger.ts";
import { exactly, type Interval, intervalWords } from "../../values/interval.ts";
import type { Detail } from "./detail.ts";
import { printable, printableFirst } from "./printable.ts";
import type { View } from "./view.ts";

const BAR = 50;

type Part = [sign: string, name: string, of: (pool: LedgerPool) => Interval];

const PARTS: readonly Part[] = [
  ["#", "reserved", (pool) => pool.reserved],
  ["+", "provisioned outside reservations", (pool) => pool.provisionedUnreserved],
  ["e", "reserved elsewhere", (pool) => pool.elsewhere.takes],
  ["f", "unreserved floor", (pool) => exactly(pool.unreservedFloor)],
];

/** Pools, drawn or a line each. @param pools the fullest first */
export function ledgerSections(pools: readonly PoolChange[], view: View, detail: Detail): string[][] {
  const more = Math.max(0, pools.length - detail.pools);
  const shown = pools.slice(0, pools.length - more);
  const rest =
    more > 0 ? [`and ${more === 1 ? "1 pool that is" : `${more} pools that are`} less full: --all`] : [];
  const drawn = new Set(detail.drawn === "all" ? shown : shown.filter(isOverNow).slice(0, detail.drawn));
  const lines = shown.filter((pool) => !drawn.has(pool)).map((pool) => poolLine(pool, view));
  return [...[...drawn].map((pool) => poolText(pool, view, detail)), [...lines, ...rest]];
}

function isOverNow({ after }: PoolChange): boolean {
  return isOver(after);
}

/** What is left of a pool, in a line. */
function poolLine(change: PoolChange, { paint }: View): string {
  const { account, region } = change;
  const left = `${amount(change, (each) => each.available)} of ${amount(change, (each) => exactly(each.limit))}`;
  const over = isOverNow(change) ? paint.red(", over the limit") : "";
  return `${paint.bold(printableFirst(`${account}, ${region}`))}: ${left} left to reserve${over}`;
}

function isPart({ before, after }: PoolChange, of: (pool: LedgerPool) => Interval): boolean {
  return [before, after].some((side) => side && of(side).atMost > 0);
}

/** How a pool is divided: a bar, its parts, before → after where a change moves them, and the biggest takers. */
function poolText(change: PoolChange, { paint }: View, { takers: most }: Detail): string[] {
  const { account, region, before, after } = change;
  const pool = after ?? before;
  if (!pool) return [];
  const shown = PARTS.filter(([, , of]) => isPart(change, of));
  const colours: Readonly<Record<string, (text: string) => string>> = {
    "#": paint.blue,
    "+": paint.magenta,
    e: paint.cyan,
    f: paint.yellow,
  };
  const painted = (signs: string) =>
    signs.replace(/([#+ef])\1*/g, (run, sign: string) => colours[sign]?.(run) ?? run);
  const taking = (after?.entries ?? []).filter((entry) => entry.takes.atMost > 0);
  const takers = taking.slice(0, most);
  const rest = taking.length - takers.length;
  const over = isOverNow(change) ? paint.red("  over the limit") : "";
  return [
    `${paint.bold(printableFirst(`${account}, ${region}`))}: limit ${amount(change, (each) => exactly(each.limit))}`,
    `  [${painted(bar(pool))}]`,
    ...shown.map(([sign, name, of]) => `  ${painted(sign)} ${name.padEnd(34)} ${amount(change, of)}`),
    `  . ${"left to reserve".padEnd(34)} ${amount(change, (each) => each.available)}${over}`,
    ...takers.map(
      (entry) =>
        `      ${intervalWords(entry.takes).padStart(6)}  ${printable(entry.name)} (${entry.environment})`,
    ),
    ...(rest > 0 && most > 0 ? [`              and ${rest} more here`] : []),
    ...(most > 0 ? namedElsewhere(after, most) : []).map(
      ({ name, takes }) => `      ${intervalWords(takes).padStart(6)}  ${printable(name)}, elsewhere`,
    ),
  ];
}

function amount({ before, after }: PoolChange, of: (pool: LedgerPool) => Interval): string {
  const [from, to] = [before && intervalWords(of(before)), after && intervalWords(of(after))];
  return from === to ? `${to}` : `${from ?? "none"} → ${to ?? "none"}`;
}

function bar(pool: LedgerPool): string {
  const parts = PARTS.map(([sign, , of]) => ({ sign, amount: of(pool).atLeast }));
  const total = Math.max(
    pool.limit,
    parts.reduce((all, { amount }) => all + amount, 0),
    1,
  );
  const filled = parts.map(({ sign, amount }) => sign.repeat(Math.round((amount / total) * BAR))).join("");
  const drawn = filled.slice(0, BAR).padEnd(BAR, ".");
  // What is beyond the limit stands behind a mark.
  const limit = Math.round((pool.limit / total) * BAR);
  return total > pool.limit ? `${drawn.slice(0, limit)}|${drawn.slice(limit)}` : drawn;
}
