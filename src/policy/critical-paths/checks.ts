import type { SemanticChecks } from "../checks.ts";
import { requireEnvironments } from "../environments/check-names.ts";
import { isOver } from "../patterns/dates.ts";
import { holdsWherever } from "../patterns/shadow.ts";
import type { CriticalPathData, CriticalPathsData } from "./schema.ts";

type Checks = SemanticChecks<CriticalPathsData>;

/** Critical paths that can't hold, or that another one makes idle. */
export function checkCriticalPaths(checks: Checks): void {
  const { data, today } = checks.context;
  const entries = data["critical-paths"] ?? [];
  for (const [index, entry] of entries.entries()) {
    const path = ["critical-paths", index];
    checks.requireNameGlob(entry.function, [...path, "function"]);
    requireEnvironments(checks, entry.environment, [...path, "environment"]);
    if (isOver(entry.expires, today)) {
      const message = `This critical path expired on ${entry.expires}, so ${entry.function} is no longer on the list.`;
      checks.warning(message, [...path, "expires"], "Renew it with a later date, or remove it.");
    }
  }
  checkShadows(checks, entries);
}

/** The most generous of several entries counts, whatever their order; of two alike the first. */
function checkShadows(checks: Checks, entries: readonly CriticalPathData[]): void {
  const holding = [...entries.entries()]
    .filter(([, entry]) => !isOver(entry.expires, checks.context.today))
    .map(([index, entry]) => ({ index, entry, covers: holdsWherever(entry), most: mostOf(entry) }));
  for (const { index, entry, most } of holding) {
    const over = holding.find(
      (other) =>
        other.index !== index &&
        other.most >= most &&
        other.covers(entry) &&
        (other.index < index || other.most > most || !holdsWherever(entry)(other.entry)),
    );
    if (!over) continue;
    const allowed = over.entry["max-provisioned"] ?? "any amount";
    const message = `This critical path changes nothing: the one for ${over.entry.function} allows ${allowed}, and the most generous counts.`;
    checks.warning(message, ["critical-paths", index, "function"], "Take it out, or narrow the other one.");
  }
}

/** The most that an entry allows. */
export function mostOf(entry: CriticalPathData): number {
  return entry["max-provisioned"] ?? Number.POSITIVE_INFINITY;
}
