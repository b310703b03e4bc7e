import { push } from "./declared.ts";
import type { LedgerEntry, LedgerPool } from "./ledger.ts";
import type { Model } from "./linked-model.ts";

/** The entries of a pool by their roots, of an app by its stacks, where nobody tells that these share one: none where it is known. */
export function rootsApart(
  { accountKnown, regionKnown, entries }: LedgerPool,
  model: Model,
): LedgerEntry[][] {
  if (accountKnown && regionKnown) return [];
  const roots = new Map<string, LedgerEntry[]>();
  for (const entry of entries) push(roots, rootOf(entry, model), entry);
  return [...roots.values()];
}

/** What an entry is deployed with: a stack of an app may go to an account of its own. */
export function rootOf(entry: LedgerEntry, model: Model): string {
  const { format, root, stack } = model.deploymentOf(subjectOf(entry));
  return format === "cdk" ? `${root} (${stack})` : root;
}

/** The function of an entry, as what a finding is about. */
export function subjectOf({ address, deploymentId, function: id, at, instances }: LedgerEntry) {
  return { id, address, deploymentId, at, instances };
}
