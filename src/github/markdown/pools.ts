import { intervalWords, type PoolChange } from "../../engine/compare.ts";
import type { Interval } from "../../model/interval.ts";
import type { LedgerPool } from "../../model/ledger.ts";
import { escapeMarkdown } from "../../reporters/markdown/escape.ts";

/** Charts beyond this make a page slow and nobody wiser. */
const MOST_CHARTS = 4;

type Column = [heading: string, of: (pool: LedgerPool) => Interval];

const COLUMNS: readonly Column[] = [
  ["Limit", (pool) => exact(pool.limit)],
  ["Reserved", (pool) => pool.reserved],
  ["Reserved elsewhere", (pool) => exact(pool.reservedElsewhere)],
  ["Provisioned outside reservations", (pool) => pool.provisionedUnreserved],
  ["Unreserved floor", (pool) => exact(pool.unreservedFloor)],
  ["Left to reserve", (pool) => pool.available],
];

/** How each pool is divided, before → after, as a table. */
export function poolTable(pools: readonly PoolChange[], most: number): string[] {
  if (pools.length === 0) return [];
  const shown = pools.slice(0, most);
  return [
    `| Account | Region | ${COLUMNS.map(([heading]) => heading).join(" | ")} |`,
    `| --- | --- |${" ---: |".repeat(COLUMNS.length)}`,
    ...shown.map(row),
    ...(pools.length > shown.length ? ["", `${pools.length - shown.length} more pools are not shown.`] : []),
    "",
  ];
}

/** `50`, or `50 → 80` where a change moves it; `–` for a side without the pool. */
export function movement(before: string | undefined, after: string | undefined): string {
  if (before === after) return after ?? "–";
  return `${before ?? "–"} → <strong>${after ?? "–"}</strong>`;
}

/** A picture of how each pool is divided, before and after, in the language that GitHub draws. */
export function poolCharts(pools: readonly PoolChange[], compared: boolean): string[] {
  const charts = pools.slice(0, MOST_CHARTS).flatMap(({ before, after }) => {
    const sides: [string, LedgerPool | undefined][] = compared
      ? [
          ["before", before],
          ["after", after],
        ]
      : [["", after]];
    return sides.flatMap(([side, pool]) => (pool ? chart(pool, side) : []));
  });
  return charts.length === 0
    ? []
    : ["<details><summary>How the pools are divided</summary>", "", ...charts, "</details>", ""];
}

function row({ account, region, before, after }: PoolChange): string {
  const cells = COLUMNS.map(([, of]) => movement(before && words(of(before)), after && words(of(after))));
  return `| ${escapeMarkdown(account)} | ${escapeMarkdown(region)} | ${cells.join(" | ")} |`;
}

function words(interval: Interval): string {
  return `${intervalWords(interval)}${interval.atMost < 0 ? " ⛔" : ""}`;
}

function chart(pool: LedgerPool, side: string): string[] {
  const parts: [string, number][] = [
    ["Reserved", pool.reserved.atLeast],
    ["Reserved elsewhere", pool.reservedElsewhere],
    ["Provisioned outside reservations", pool.provisionedUnreserved.atLeast],
    ["Unreserved floor", pool.unreservedFloor],
    ["Left to reserve", Math.max(0, finite(pool.available.atMost))],
  ];
  const drawn = parts.filter(([, amount]) => amount > 0);
  const title = [plain(pool.account), plain(pool.region), side].filter((word) => word !== "").join(" ");
  return [
    "```mermaid",
    "pie showData",
    `  title ${title} of ${pool.limit}`,
    ...drawn.map(([name, amount]) => `  "${name}" : ${amount}`),
    "```",
    "",
  ];
}

/** Mermaid has no escapes worth trusting: what isn't a letter, digit or hyphen is left out. */
function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N} -]/gu, "");
}

function finite(amount: number): number {
  return Number.isFinite(amount) ? amount : 0;
}

function exact(amount: number): Interval {
  return { atLeast: amount, atMost: amount };
}
