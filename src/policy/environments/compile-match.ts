import type { Root } from "../../parser.ts";
import { nameMatcher, pathMatcher } from "../patterns/glob.ts";
import type { TagMatcher } from "./environment.ts";
import type { Criterion } from "./root-matcher.ts";
import type { EnvironmentData } from "./schema.ts";

/** What a root is asked. */
export type MatchData = NonNullable<EnvironmentData["match"]>;

/** The criteria of `match`. @param foldersOf what paths are relative to, by their index in the list */
export function criteriaOf(match: MatchData, foldersOf: (index: number) => readonly string[]): Criterion[] {
  const { paths, stacks, stages, workspaces, accounts, parameters } = match;
  const criteria = [
    pathCriterion(paths, foldersOf),
    nameCriterion("stacks", stacks, (root) => root.stack),
    nameCriterion("stages", stages, (root) => root.stage),
    nameCriterion("workspaces", workspaces, (root) => root.workspace),
    nameCriterion("accounts", accounts, (root) => root.account),
    parameterCriterion(parameters),
  ];
  return criteria.filter((each) => each !== undefined);
}

function pathCriterion(
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
    match: (root) => fits(root).map(({ pattern }) => pattern),
  };
}

function nameCriterion(
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
    match: (root) => {
      const name = nameOf(root);
      if (name === undefined) return undefined;
      return matchers.filter(({ matches }) => matches(name)).map(({ pattern }) => pattern);
    },
  };
}

/** What may be decides, so that a root belongs to all environments whose values its parameter may have: they claim it by its name. */
function parameterCriterion(wanted: MatchData["parameters"]): Criterion | undefined {
  if (!wanted) return undefined;
  const names = Object.keys(wanted);
  return {
    kind: "parameters",
    patterns: names,
    nameOf: (root) => root.parameters?.().find(({ name }) => names.includes(name))?.name,
    match: (root) => {
      const own = (root.parameters?.() ?? []).filter(({ name }) => names.includes(name));
      if (own.length === 0) return undefined;
      const fitting = own.filter(({ name, mayBe }) => [wanted[name] ?? []].flat().some(mayBe));
      return fitting.length === own.length ? fitting.map(({ name }) => name) : [];
    },
  };
}

/** Compiles `match.tags`. */
export function tagMatcher(tags: Readonly<Record<string, string | string[]>> | undefined): TagMatcher {
  return new Map(
    Object.entries(tags ?? {}).map(([key, values]) => {
      const matchers = [values].flat().map(nameMatcher);
      return [key, (value: string) => matchers.some((matches) => matches(value))];
    }),
  );
}
