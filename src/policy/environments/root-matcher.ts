import type { Root } from "../../parser.ts";
import type { SourceLocation } from "../../source/location.ts";

/** What an environment requires of a root. */
export interface Criterion {
  kind: "paths" | "stacks" | "stages" | "workspaces" | "accounts" | "parameters";
  /** As written. */
  patterns: readonly string[];
  /** What the patterns are held against; undefined where the root has none. */
  nameOf(root: Root): string | undefined;
  /** The patterns that the root matches. Undefined where it has nothing to match, as a template has no name of its stack. */
  match(root: Root): readonly string[] | undefined;
}

/** All that an environment requires of a root. */
export interface RootMatcher {
  criteria: readonly Criterion[];
  /** Their place in the policy; undefined where there are none. */
  at: SourceLocation | undefined;
}

/** Open: no criterion applies to the root. */
export type RootMatch = { state: "claimed"; by: Claim } | { state: "declined" | "open" };

/** The patterns that a root fits, by the kind of criterion that decided. */
export type Claim = ReadonlyMap<Criterion["kind"], readonly string[]>;

/**
 * Matches a root. Where its stack, stage, workspace or account is known, those decide, and all criteria must match;
 * `paths` is for the other roots. `parameters` is asked of all that have them, besides.
 */
export function matchRoot(matcher: RootMatcher, root: Root): RootMatch {
  const applying = matcher.criteria.flatMap(({ kind, match }) => {
    const fits = match(root);
    return fits === undefined ? [] : [{ kind, fits }];
  });
  const named = applying.filter(({ kind }) => kind !== "paths" && kind !== "parameters");
  const deciding = named.length > 0 ? applying.filter(({ kind }) => kind !== "paths") : applying;
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
