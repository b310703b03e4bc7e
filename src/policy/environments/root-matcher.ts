import type { Root } from "../../parser.ts";
import type { SourceLocation } from "../../source/location.ts";
import type { EnvironmentData } from "../shape/schema.ts";
import { nameMatcher, pathMatcher } from "./glob.ts";

/** A question of an environment to a root. */
export interface Criterion {
  /** The same question in two environments is the same text. */
  text: string;
  /** Undefined: the root can't say, as a template can't say the name of its stack. */
  test(root: Root): boolean | undefined;
}

/** The questions of an environment to a root. */
export interface RootMatcher {
  criteria: readonly Criterion[];
  /** Where the policy asks them; undefined where it asks none. */
  at: SourceLocation | undefined;
}

/** The answer: open when there is no question that the root can answer. */
export type RootMatch = { state: "claimed"; by: readonly string[] } | { state: "declined" | "open" };

type MatchData = NonNullable<EnvironmentData["match"]>;

/** The criteria of `match`. @param foldersOf what paths are relative to, by their index in the list */
export function criteriaOf(match: MatchData, foldersOf: (index: number) => readonly string[]): Criterion[] {
  const paths = (match.paths ?? []).map((pattern, index): Criterion => {
    const matchers = foldersOf(index).map((folder) => pathMatcher(pattern, folder));
    return { text: `paths ${pattern}`, test: (root) => matchers.some((matches) => matches(root.path)) };
  });
  return [
    ...paths,
    ...named("stacks", match.stacks, (root) => root.stack),
    ...named("stages", match.stages, (root) => root.stage),
    ...named("workspaces", match.workspaces, (root) => root.workspace),
    ...named("accounts", match.accounts, (root) => root.account),
  ];
}

function named(
  kind: string,
  patterns: readonly string[] | undefined,
  of: (root: Root) => string | undefined,
): Criterion[] {
  return (patterns ?? []).map((pattern) => {
    const matches = nameMatcher(pattern);
    return {
      text: `${kind} ${pattern}`,
      test: (root) => {
        const name = of(root);
        return name === undefined ? undefined : matches(name);
      },
    };
  });
}

/** Asks a root. One yes is enough, whatever else is asked. */
export function matchRoot(matcher: RootMatcher, root: Root): RootMatch {
  const answers = matcher.criteria.map((criterion) => ({
    text: criterion.text,
    answer: criterion.test(root),
  }));
  const by = answers.filter(({ answer }) => answer === true).map(({ text }) => text);
  if (by.length > 0) return { state: "claimed", by };
  return { state: answers.some(({ answer }) => answer === false) ? "declined" : "open" };
}
