import type { Enforcement } from "../enforcement.ts";
import { holdsWherever } from "../patterns/shadow.ts";
import { mostOf } from "./checks.ts";
import type { CriticalPathsData } from "./schema.ts";

/** The rule that holds functions to the list. */
const LISTING = "provisioned-concurrency-allow-listed";

/** Entries that put more on the list than the file that enforces it does. */
export function criticalPathsLoosened(enforcement: Enforcement<CriticalPathsData>): void {
  if (!enforcement.enforces(LISTING)) return;
  const listed = (enforcement.alone.data["critical-paths"] ?? []).map((entry) => ({
    covers: holdsWherever(entry),
    most: mostOf(entry),
  }));
  for (const [index, entry] of (enforcement.held.data["critical-paths"] ?? []).entries()) {
    const path = ["critical-paths", index];
    if (!enforcement.isOthers(path)) continue;
    if (listed.some(({ covers, most }) => covers(entry) && most >= mostOf(entry))) continue;
    enforcement.refuse(LISTING, `${entry.function} can't be put on the list here.`, [...path, "function"]);
  }
}
