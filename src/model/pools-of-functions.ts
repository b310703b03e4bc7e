import type { Ledger, LedgerPool } from "./ledger.ts";

/** Rules, and those who look at a run afterwards, ask for them. */
const alreadyFound = new WeakMap<Ledger, ReadonlyMap<string, LedgerPool>>();

/** The pool of each function, by its entity id, whichever of several declarations is counted. */
export function poolsOfFunctions(ledger: Ledger): ReadonlyMap<string, LedgerPool> {
  const already = alreadyFound.get(ledger);
  if (already) return already;
  const pools = new Map<string, LedgerPool>();
  for (const pool of ledger.pools)
    for (const entry of pool.entries)
      for (const { function: id } of [entry, ...(entry.also ?? [])]) pools.set(id, pool);
  alreadyFound.set(ledger, pools);
  return pools;
}
