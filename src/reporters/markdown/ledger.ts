import type { Ledger, LedgerPool } from "../../model/ledger.ts";
import { intervalWords } from "../../values/interval.ts";
import { code, escapeMarkdown } from "./escape.ts";

const TAKERS = 5;

/** The pools as a table, and each one as a chart that GitHub draws. */
export function ledgerSection({ pools }: Ledger): string[] {
  if (pools.length === 0) return [];
  const head =
    "| account | region | limit | floor | reserved | provisioned unreserved | elsewhere | left |\n|---|---|--:|--:|--:|--:|--:|--:|";
  const rows = pools.map(
    (pool) =>
      `| ${escapeMarkdown(pool.account)} | ${escapeMarkdown(pool.region)} | ${pool.limit} | ${pool.unreservedFloor} | ${intervalWords(pool.reserved)} | ${intervalWords(pool.provisionedUnreserved)} | ${pool.reservedElsewhere} | ${left(pool)} |`,
  );
  return [
    `### How the pool is divided\n\n${head}\n${rows.join("\n")}`,
    ...pools.flatMap(chart),
    ...pools.flatMap(takers),
  ];
}

function left({ available }: LedgerPool): string {
  return available.atMost < 0 ? `**${intervalWords(available)}**` : intervalWords(available);
}

function chart(pool: LedgerPool): string[] {
  const parts: [string, number][] = [
    ["reserved", pool.reserved.atLeast],
    ["provisioned, unreserved", pool.provisionedUnreserved.atLeast],
    ["reserved elsewhere", pool.reservedElsewhere],
    ["floor", pool.unreservedFloor],
    ["left", Math.max(0, Number.isFinite(pool.available.atMost) ? pool.available.atMost : 0)],
  ];
  const slices = parts.filter(([, amount]) => amount > 0).map(([name, amount]) => `  "${name}" : ${amount}`);
  if (slices.length === 0) return [];
  const title = `${pool.account} ${pool.region}`.replace(/[^\w .-]/g, "");
  return [`\`\`\`mermaid\npie showData title ${title}\n${slices.join("\n")}\n\`\`\``];
}

function takers({ account, region, entries }: LedgerPool): string[] {
  const biggest = entries.filter((entry) => entry.takes.atMost > 0).slice(0, TAKERS);
  if (biggest.length === 0) return [];
  const items = biggest.map(
    (entry) =>
      `- ${intervalWords(entry.takes)} ${code(entry.label ?? entry.address)} (${escapeMarkdown(entry.environment)})`,
  );
  return [
    `<details><summary>Who takes most of ${escapeMarkdown(account)} in ${escapeMarkdown(region)}</summary>\n\n${items.join("\n")}\n\n</details>`,
  ];
}
