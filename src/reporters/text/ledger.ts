import type { LedgerPool } from "../../model/ledger.ts";
import { type Interval, intervalWords } from "../../values/interval.ts";
import { printable, printableFirst } from "./printable.ts";
import type { View } from "./view.ts";

const BAR = 50;
const MOST_TAKERS = 5;

/** How a pool is divided: a bar, its parts, and the biggest takers. */
export function ledgerText(pool: LedgerPool, { paint }: View): string[] {
  const parts: [string, string, Interval][] = [
    ["#", "reserved", pool.reserved],
    ["+", "provisioned outside reservations", pool.provisionedUnreserved],
    ["e", "reserved elsewhere", { atLeast: pool.reservedElsewhere, atMost: pool.reservedElsewhere }],
    ["f", "unreserved floor", { atLeast: pool.unreservedFloor, atMost: pool.unreservedFloor }],
  ];
  const shown = parts.filter(([, , amount]) => amount.atMost > 0);
  const colours: Readonly<Record<string, (text: string) => string>> = {
    "#": paint.blue,
    "+": paint.magenta,
    e: paint.cyan,
    f: paint.yellow,
  };
  const painted = (signs: string) =>
    signs.replace(/([#+ef])\1*/g, (run, sign: string) => colours[sign]?.(run) ?? run);
  const takers = pool.entries.filter((entry) => entry.takes.atMost > 0).slice(0, MOST_TAKERS);
  return [
    `${paint.bold(printableFirst(`${pool.account}, ${pool.region}`))}: limit ${pool.limit}`,
    `  [${painted(bar(pool, parts))}]`,
    ...shown.map(([sign, name, amount]) => `  ${painted(sign)} ${name.padEnd(34)} ${intervalWords(amount)}`),
    `  . ${"left to reserve".padEnd(34)} ${intervalWords(pool.available)}${pool.available.atMost < 0 ? paint.red("  over the limit") : ""}`,
    ...takers.map(
      (entry) =>
        `      ${intervalWords(entry.takes).padStart(6)}  ${printable(entry.label ?? entry.address)} (${entry.environment})`,
    ),
  ];
}

function bar(pool: LedgerPool, parts: [string, string, Interval][]): string {
  const total = Math.max(
    pool.limit,
    parts.reduce((all, [, , amount]) => all + amount.atLeast, 0),
    1,
  );
  const filled = parts
    .map(([sign, , amount]) => sign.repeat(Math.round((amount.atLeast / total) * BAR)))
    .join("");
  return filled.slice(0, BAR).padEnd(BAR, ".");
}
