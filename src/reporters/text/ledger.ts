import { namedElsewhere } from "../../model/elsewhere-words.ts";
import { isOver, type PoolChange } from "../../model/estate-change.ts";
import type { LedgerPool } from "../../model/ledger.ts";
import { exactly, type Interval, intervalWords } from "../../values/interval.ts";
import { printable, printableFirst } from "./printable.ts";
import type { View } from "./view.ts";

const BAR = 50;
const MOST_TAKERS = 5;
/** Pools on a first screen. */
const MOST_POOLS = 3;

type Part = [sign: string, name: string, of: (pool: LedgerPool) => Interval];

const PARTS: readonly Part[] = [
  ["#", "reserved", (pool) => pool.reserved],
  ["+", "provisioned outside reservations", (pool) => pool.provisionedUnreserved],
  ["e", "reserved elsewhere", (pool) => pool.elsewhere.takes],
  ["f", "unreserved floor", (pool) => exactly(pool.unreservedFloor)],
];

/** Pools, each in a section of its own. @param pools the fullest first */
export function ledgerSections(pools: readonly PoolChange[], view: View, all: boolean): string[][] {
  const more = all ? 0 : Math.max(0, pools.length - MOST_POOLS);
  return [
    ...pools.slice(0, pools.length - more).map((pool) => poolText(pool, view)),
    ...(more > 0
      ? [[`and ${more === 1 ? "1 pool that is" : `${more} pools that are`} less full: --all`]]
      : []),
  ];
}

/** How a pool is divided: a bar, its parts, before → after where a change moves them, and the biggest takers. */
function poolText(change: PoolChange, { paint }: View): string[] {
  const { account, region, before, after } = change;
  const pool = after ?? before;
  if (!pool) return [];
  const shown = PARTS.filter(([, , of]) => [before, after].some((side) => side && of(side).atMost > 0));
  const colours: Readonly<Record<string, (text: string) => string>> = {
    "#": paint.blue,
    "+": paint.magenta,
    e: paint.cyan,
    f: paint.yellow,
  };
  const painted = (signs: string) =>
    signs.replace(/([#+ef])\1*/g, (run, sign: string) => colours[sign]?.(run) ?? run);
  const taking = (after?.entries ?? []).filter((entry) => entry.takes.atMost > 0);
  const takers = taking.slice(0, MOST_TAKERS);
  const rest = taking.length - takers.length;
  const over = isOver(after) ? paint.red("  over the limit") : "";
  return [
    `${paint.bold(printableFirst(`${account}, ${region}`))}: limit ${amount(change, (each) => exactly(each.limit))}`,
    `  [${painted(bar(pool))}]`,
    ...shown.map(([sign, name, of]) => `  ${painted(sign)} ${name.padEnd(34)} ${amount(change, of)}`),
    `  . ${"left to reserve".padEnd(34)} ${amount(change, (each) => each.available)}${over}`,
    ...takers.map(
      (entry) =>
        `      ${intervalWords(entry.takes).padStart(6)}  ${printable(entry.name)} (${entry.environment})`,
    ),
    ...(rest > 0 ? [`              and ${rest} more here`] : []),
    ...namedElsewhere(after, MOST_TAKERS).map(
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
