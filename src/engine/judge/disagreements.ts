import type { Diagnostic } from "../../finding.ts";
import type { Ledger, LedgerEntry } from "../../model/ledger.ts";
import { intervalWords } from "../../values/interval.ts";

/** Functions that several roots declare, and not alike: the larger number counts, and that is said. */
export function disagreements({ pools }: Ledger): Diagnostic[] {
  return pools.flatMap(({ entries }) => entries.flatMap((entry) => disagreement(entry) ?? []));
}

function disagreement(entry: LedgerEntry): Diagnostic | undefined {
  const other = entry.also?.find(({ takes }) => intervalWords(takes) !== intervalWords(entry.takes));
  if (!other) return undefined;
  const name = entry.label ?? entry.address;
  return {
    severity: "warning",
    message: `${name} of ${entry.root} (${entry.environment}) is declared by ${other.root} too, and takes ${intervalWords(other.takes)} there; it is counted once, with ${intervalWords(entry.takes)}.`,
    hint: "One name in one account and region is one function: leave one of the two out, with exclude in the policy, or make them agree.",
    at: other.at,
  };
}
