import type { Diagnostic } from "../../finding.ts";
import type { SourceLocation } from "../../source/location.ts";
import type { PolicyPart, ReviewedRun } from "../part.ts";

/** An entry of `exclude`. */
export interface Exclusion {
  reason: string;
  at: SourceLocation;
  patterns: readonly ExclusionPattern[];
}

interface ExclusionPattern {
  /** As written. */
  glob: string;
  at: SourceLocation;
  /** @param path relative to the checkout */
  matches(path: string): boolean;
}

/** What the policy leaves out of the check. */
export class Exclusions implements PolicyPart {
  readonly #all: readonly Exclusion[];
  readonly #file: string;

  /** @param file the policy file itself */
  constructor(all: readonly Exclusion[], file: string) {
    this.#all = all;
    this.#file = file;
  }

  /** Why a path is left out; undefined for one that isn't. */
  reasonFor(path: string): string | undefined {
    return this.#all.find(({ patterns }) => patterns.some(({ matches }) => matches(path)))?.reason;
  }

  /** Entries, and patterns of them, that left out nothing; a file that the policy extends is for other repositories, too. */
  review({ leftOut, whole }: ReviewedRun): Diagnostic[] {
    if (!whole) return [];
    return this.#all
      .filter(({ at }) => at.file === this.#file)
      .flatMap(({ at, patterns }) => {
        const idle = patterns.filter(({ matches }) => !leftOut.some(matches));
        if (idle.length === patterns.length)
          return [nothingLeftOut("This entry of exclude leaves out nothing", at)];
        return idle.map((each) => nothingLeftOut(`The pattern ${each.glob} leaves out nothing`, each.at));
      });
  }
}

function nothingLeftOut(what: string, at: SourceLocation): Diagnostic {
  return {
    severity: "warning",
    message: `${what}: no infrastructure lies there.`,
    hint: "Take it out, so that it can't hide a later change.",
    at,
  };
}
