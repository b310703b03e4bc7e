import { isOver } from "../dates.ts";
import type { Meaning } from "./meaning.ts";

/** Critical paths that can't hold. */
export function checkCriticalPaths(meaning: Meaning): void {
  const seen = new Set<string>();
  for (const [index, entry] of (meaning.context.data["critical-paths"] ?? []).entries()) {
    const path = ["critical-paths", index];
    meaning.requireNameGlob(entry.function, [...path, "function"]);
    meaning.requireEnvironments(entry.environment, [...path, "environment"]);
    if (isOver(entry.expires, meaning.context.today)) {
      const message = `This critical path expired on ${entry.expires}, so ${entry.function} is no longer on the list.`;
      meaning.warning(message, [...path, "expires"], "Renew it with a later date, or take it out.");
    }
    const same = JSON.stringify([entry.function, [entry.environment ?? []].flat().sort()]);
    if (seen.has(same)) {
      meaning.warning(
        `An earlier entry is for "${entry.function}" too; the more generous of the two counts.`,
        [...path, "function"],
      );
    }
    seen.add(same);
  }
}
