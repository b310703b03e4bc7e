import type { Root } from "../../parser.ts";
import type { Criterion } from "../environments/root-matcher.ts";
import type { EnvironmentData } from "../shape/schema.ts";
import { nameMatcher, pathMatcher } from "./glob.ts";

type MatchData = NonNullable<EnvironmentData["match"]>;

/** The questions of `match`. @param foldersOf what paths are relative to, by their index in the list */
export function questionsOf(match: MatchData, foldersOf: (index: number) => readonly string[]): Criterion[] {
  const { paths, stacks, stages, workspaces, accounts } = match;
  const questions = [
    pathQuestion(paths, foldersOf),
    question("stacks", stacks, (root) => root.stack),
    question("stages", stages, (root) => root.stage),
    question("workspaces", workspaces, (root) => root.workspace),
    question("accounts", accounts, (root) => root.account),
  ];
  return questions.filter((each) => each !== undefined);
}

function pathQuestion(
  patterns: readonly string[] | undefined,
  foldersOf: (index: number) => readonly string[],
): Criterion | undefined {
  if (!patterns) return undefined;
  const matchers = patterns.map((pattern, index) => ({
    pattern,
    tests: foldersOf(index).map((folder) => pathMatcher(pattern, folder)),
  }));
  const fits = (root: Root) => matchers.filter(({ tests }) => tests.some((matches) => matches(root.path)));
  return {
    kind: "paths",
    patterns,
    nameOf: (root) => root.path,
    ask: (root) => fits(root).map(({ pattern }) => pattern),
  };
}

function question(
  kind: Criterion["kind"],
  patterns: readonly string[] | undefined,
  nameOf: (root: Root) => string | undefined,
): Criterion | undefined {
  if (!patterns) return undefined;
  const matchers = patterns.map((pattern) => ({ pattern, matches: nameMatcher(pattern) }));
  return {
    kind,
    patterns,
    nameOf,
    ask: (root) => {
      const name = nameOf(root);
      if (name === undefined) return undefined;
      return matchers.filter(({ matches }) => matches(name)).map(({ pattern }) => pattern);
    },
  };
}
