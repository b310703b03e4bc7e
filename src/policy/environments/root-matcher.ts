import type { Root } from "../../parser.ts";
import type { SourceLocation } from "../../source/location.ts";

/** A question of an environment to a root. */
export interface Criterion {
  kind: "paths" | "stacks" | "stages" | "workspaces" | "accounts";
  /** As written. */
  patterns: readonly string[];
  /** What the patterns are held against; undefined: the root can't say. */
  nameOf(root: Root): string | undefined;
  /** The patterns that the root fits. Undefined: it can't say, as a template can't say the name of its stack. */
  ask(root: Root): readonly string[] | undefined;
}

/** The questions of an environment to a root. */
export interface RootMatcher {
  questions: readonly Criterion[];
  /** Where the policy asks them; undefined where it asks none. */
  at: SourceLocation | undefined;
}

/** The answer: open when there is no question that the root can answer. */
export type RootMatch = { state: "claimed"; by: Claim } | { state: "declined" | "open" };

/** The patterns that a root fits, by the kind of question that decided. */
export type Claim = ReadonlyMap<Criterion["kind"], readonly string[]>;

/**
 * Asks a root. Where it can say its stack, stage, workspace or account, those decide, and all that are asked must agree;
 * `paths` is for the other roots.
 */
export function matchRoot(matcher: RootMatcher, root: Root): RootMatch {
  const answers = matcher.questions.flatMap(({ kind, ask }) => {
    const fits = ask(root);
    return fits === undefined ? [] : [{ kind, fits }];
  });
  const telling = answers.filter(({ kind }) => kind !== "paths");
  const deciding = telling.length > 0 ? telling : answers;
  if (deciding.length === 0) return { state: "open" };
  if (deciding.some(({ fits }) => fits.length === 0)) return { state: "declined" };
  return { state: "claimed", by: new Map(deciding.map(({ kind, fits }) => [kind, fits])) };
}

/** Whether two environments claim a root by the very same patterns, which nobody writes by accident. */
export function isSameClaim(a: Claim, b: Claim): boolean {
  return (
    a.size === b.size &&
    [...a].every(([kind, fits]) => fits.some((pattern) => b.get(kind)?.includes(pattern)))
  );
}
