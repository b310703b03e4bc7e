import type { Interval } from "../../model/interval.ts";
import type { LedgerPool } from "../../model/ledger.ts";

const BAR = 50;
const MOST_TAKERS = 5;

/** How a pool is divided: a bar, its parts, and the biggest takers. */
export function ledgerText(pool: LedgerPool): string[] {
  const parts: [string, string, Interval][] = [
    ["#", "reserved", pool.reserved],
    ["+", "provisioned outside reservations", pool.provisionedUnreserved],
    ["e", "reserved elsewhere", { atLeast: pool.reservedElsewhere, atMost: pool.reservedElsewhere }],
    ["f", "unreserved floor", { atLeast: pool.unreservedFloor, atMost: pool.unreservedFloor }],
  ];
  const shown = parts.filter(([, , amount]) => amount.atMost > 0);
  const takers = pool.entries.filter((entry) => entry.takes.atMost > 0).slice(0, MOST_TAKERS);
  return [
    `${pool.account}, ${pool.region}: limit ${pool.limit}`,
    `  [${bar(pool, parts)}]`,
    ...shown.map(([sign, name, amount]) => `  ${sign} ${name.padEnd(34)} ${range(amount)}`),
    `  . ${"left to reserve".padEnd(34)} ${range(pool.available)}${pool.available.atMost < 0 ? "  over the limit" : ""}`,
    ...takers.map(
      (entry) =>
        `      ${range(entry.takes).padStart(6)}  ${entry.label ?? entry.address} (${entry.environment})`,
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

function range({ atLeast, atMost }: Interval): string {
  if (atLeast === atMost) return String(atLeast);
  return `${Number.isFinite(atLeast) ? atLeast : "?"} to ${Number.isFinite(atMost) ? atMost : "?"}`;
}
