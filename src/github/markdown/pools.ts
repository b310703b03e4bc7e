import type { PoolChange } from "../../model/estate-change.ts";
import type { LedgerPool } from "../../model/ledger.ts";
import { escapeMarkdown } from "../../reporters/markdown/escape.ts";
import { type Interval, intervalWords } from "../../values/interval.ts";

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

/** Columns that a page goes without where they hold nothing but zeros. */
const OPTIONAL: ReadonlySet<string> = new Set(["Reserved elsewhere", "Provisioned outside reservations"]);

function isUsed(of: Column[1]): (pool: PoolChange) => boolean {
  return ({ before, after }) => [before, after].some((pool) => pool !== undefined && of(pool).atMost !== 0);
}

/** How each pool is divided, before → after, as a table. */
export function poolTable(pools: readonly PoolChange[], most: number): string[] {
  if (pools.length === 0) return [];
  const shown = pools.slice(0, most);
  const columns = COLUMNS.filter(([heading, of]) => !OPTIONAL.has(heading) || pools.some(isUsed(of)));
  return [
    `| Account | Region | ${columns.map(([heading]) => heading).join(" | ")} |`,
    `| --- | --- |${" ---: |".repeat(columns.length)}`,
    ...shown.map((pool) => row(pool, columns)),
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

function row({ account, region, before, after }: PoolChange, columns: readonly Column[]): string {
  const cells = columns.map(([, of]) => movement(before && words(of(before)), after && words(of(after))));
  return `| ${escapeMarkdown(account)} | ${escapeMarkdown(region)} | ${cells.join(" | ")} |`;
}

function words(interval: Interval): string {
  return `${intervalWords(interval)}${interval.atMost < 0 ? " ⛔" : ""}`;
}

/** Each part keeps its colour in every chart; these can be distinguished on light and on dark pages. */
const COLOURS = {
  Reserved: "#1f6feb",
  "Reserved elsewhere": "#8957e5",
  "Provisioned outside reservations": "#db6d28",
  "Unreserved floor": "#8b949e",
  "Left to reserve": "#3fb950",
} as const;

function chart(pool: LedgerPool, side: string): string[] {
  const parts: [keyof typeof COLOURS, number][] = [
    ["Reserved", pool.reserved.atLeast],
    ["Reserved elsewhere", pool.reservedElsewhere],
    ["Provisioned outside reservations", pool.provisionedUnreserved.atLeast],
    ["Unreserved floor", pool.unreservedFloor],
    ["Left to reserve", Math.max(0, finite(pool.available.atMost))],
  ];
  // Mermaid gives its colours to the parts in the order of their size.
  const drawn = parts.filter(([, amount]) => amount > 0).sort((a, b) => b[1] - a[1]);
  const sum = drawn.reduce((total, [, amount]) => total + amount, 0);
  const of = sum > pool.limit ? `${sum} wanted of ${pool.limit}` : `limit ${pool.limit}`;
  const where = `**${escapeMarkdown(pool.account)}, ${escapeMarkdown(pool.region)}**`;
  const colours = drawn.map(([name], index) => [`pie${index + 1}`, COLOURS[name]]);
  const theme = { theme: "base", themeVariables: { ...Object.fromEntries(colours), pieOpacity: "1" } };
  return [
    where,
    "",
    // A long title is cut at both ends, and names would need escapes that Mermaid hasn't.
    "```mermaid",
    `%%{init: ${JSON.stringify(theme)}}%%`,
    "pie showData",
    `  title ${side === "" ? "" : `${side}, `}${of}`,
    ...drawn.map(([name, amount]) => `  "${name}" : ${amount}`),
    "```",
    "",
  ];
}

function finite(amount: number): number {
  return Number.isFinite(amount) ? amount : 0;
}

function exact(amount: number): Interval {
  return { atLeast: amount, atMost: amount };
}
