import type { Diagnostic } from "../../finding.ts";
import type { SourceLocation } from "../../source/location.ts";
import type { PolicyPart, ReviewedRun } from "../part.ts";

/** An entry of `exclude`. */
export interface Exclusion {
  reason: string;
  at: SourceLocation;
  /** @param path relative to the checkout */
  matches(path: string): boolean;
}

/** What the policy leaves out of the check. */
export class Exclusions implements PolicyPart {
  readonly #all: readonly Exclusion[];

  constructor(all: readonly Exclusion[]) {
    this.#all = all;
  }

  /** Why a path is left out; undefined for one that isn't. */
  reasonFor(path: string): string | undefined {
    return this.#all.find(({ matches }) => matches(path))?.reason;
  }

  /** Entries that left out nothing. */
  review({ leftOut, whole }: ReviewedRun): Diagnostic[] {
    if (!whole) return [];
    return this.#all
      .filter(({ matches }) => !leftOut.some(matches))
      .map(({ at }) => ({
        severity: "warning",
        message: "This entry of exclude leaves out nothing: no infrastructure lies there.",
        hint: "Take it out, so that it can't hide a later change.",
        at,
      }));
  }
}
