import type { Report } from "../../finding.ts";
import { namedElsewhere } from "../../model/elsewhere-words.ts";
import {
  isOver,
  type PoolChange,
  poolsWorthShowing,
  takenOf,
  unchangedPools,
} from "../../model/estate-change.ts";
import type { LedgerPool } from "../../model/ledger.ts";
import { exactly, type Interval, intervalWords } from "../../values/interval.ts";
import { code, escapeMarkdown } from "./escape.ts";

const TAKERS = 5;
const BAR = 20;

type Column = [heading: string, of: (pool: LedgerPool) => Interval];

const COLUMNS: readonly Column[] = [
  ["Limit", (pool) => exactly(pool.limit)],
  ["Reserved", (pool) => pool.reserved],
  ["Reserved elsewhere", (pool) => pool.elsewhere.takes],
  ["Provisioned outside reservations", (pool) => pool.provisionedUnreserved],
  ["Unreserved floor", (pool) => exactly(pool.unreservedFloor)],
  ["Left to reserve", (pool) => pool.available],
];

/** Columns that a page goes without where they hold nothing but zeros. */
const OPTIONAL: ReadonlySet<string> = new Set(["Reserved elsewhere", "Provisioned outside reservations"]);

/** The pools that a page shows, the fullest first: of a change, those that it moves and those that are over. */
export function shownPools({ ledger, comparison }: Pick<Report, "ledger" | "comparison">): PoolChange[] {
  return poolsWorthShowing(comparison?.pools ?? unchangedPools(ledger.pools));
}

function isUsed(of: Column[1]): (pool: PoolChange) => boolean {
  return ({ before, after }) => [before, after].some((pool) => pool !== undefined && of(pool).atMost !== 0);
}

/** How each pool is divided, before → after, as a table with a bar. A bar can go beyond its limit, which a pie can't. */
export function poolTable(pools: readonly PoolChange[], most: number): string[] {
  if (pools.length === 0) return [];
  const shown = pools.slice(0, most);
  const columns = COLUMNS.filter(([heading, of]) => !OPTIONAL.has(heading) || pools.some(isUsed(of)));
  return [
    `| Pool | Taken | ${columns.map(([heading]) => heading).join(" | ")} |`,
    `| --- | --- |${" ---: |".repeat(columns.length)}`,
    ...shown.map((pool) => row(pool, columns)),
    ...(pools.length > shown.length ? ["", `${pools.length - shown.length} more pools are not shown.`] : []),
    "",
  ];
}

/** `50`, or `50 → 80` where a change moves it; `–` for a side without the pool. */
export function movement(before: string | undefined, after: string | undefined): string {
  if (before === after) return after ?? "–";
  return `${before ?? "–"} → **${after ?? "–"}**`;
}

/** Who takes most of each pool, folded away. */
export function takerFolds(pools: readonly PoolChange[]): string[] {
  return pools.flatMap(({ account, region, after }) => {
    const biggest = (after?.entries ?? []).filter((entry) => entry.takes.atMost > 0).slice(0, TAKERS);
    const others = namedElsewhere(after, TAKERS);
    if (biggest.length + others.length === 0) return [];
    const items = [
      ...biggest.map(
        (entry) =>
          `- ${intervalWords(entry.takes)} ${code(entry.name)} (${escapeMarkdown(entry.environment)})`,
      ),
      ...others.map(({ name, takes }) => `- ${intervalWords(takes)} ${code(name)}, elsewhere`),
    ];
    return [
      `<details><summary>Who takes most of ${escapeMarkdown(account)} in ${escapeMarkdown(region)}</summary>\n\n${items.join("\n")}\n\n</details>`,
    ];
  });
}

function row(change: PoolChange, columns: readonly Column[]): string {
  const { account, region, before, after } = change;
  const cells = columns.map(([, of]) =>
    movement(before && intervalWords(of(before)), after && intervalWords(of(after))),
  );
  const pool = after ?? before;
  const picture = pool ? `${code(bar(pool))} ` : "";
  return `| ${escapeMarkdown(`${account}, ${region}`)} | ${picture}${takenWords(change)} | ${cells.join(" | ")} |`;
}

/** `950 of 900`; where a change moves what can be taken, that too. */
function takenWords({ before, after }: PoolChange): string {
  const [from, to] = [before && takenOf(before), after && takenOf(after)];
  const taken = movement(from && String(from.taken), to && String(to.taken));
  const room = movement(String((from ?? to)?.room), String((to ?? from)?.room));
  return `${taken} of ${room}${isOver(after) ? " ⛔" : ""}`;
}

/** What is taken for certain of what can be taken; what is beyond stands behind a line. */
function bar(pool: LedgerPool): string {
  const { taken, room } = takenOf(pool);
  const total = Math.max(taken, room, 1);
  const cells = (amount: number) => (amount > 0 ? Math.max(1, Math.round((amount / total) * BAR)) : 0);
  if (taken <= room) return "█".repeat(cells(taken)).padEnd(BAR, "░");
  const beyond = Math.min(cells(taken - room), BAR);
  return `${"█".repeat(BAR - beyond)}┃${"█".repeat(beyond)}`;
}
