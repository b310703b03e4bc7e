import type { DeclaredLimits } from "../../model/declared-limits.ts";
import { keepFunctions } from "../../model/keep-functions.ts";
import type { Resources } from "../../model/resources.ts";
import { type Root, rootKey } from "../../parser.ts";
import type { PolicyEnvironment } from "../../policy/environments/environment.ts";
import type { Policy } from "../../policy/policy.ts";
import { folderOf } from "../../source/paths.ts";
import type { placesOfFunctions } from "../roots/gone-documents.ts";
import type { HeldFunctions } from "./held-functions.ts";

/** Where code is judged although its own words, or where it lies, say that it isn't deployed there. */
export interface JudgedToo {
  /** By the key of a root, then by the name of an environment. */
  sites: ReadonlyMap<string, ReadonlyMap<string, JudgedSite>>;
  /** Roots that are judged although the policy leaves them out. */
  leftOut: ReadonlySet<string>;
  /** What the base of a change has, by which the change is judged. */
  base?: BaseHas;
  /** What roots were in the base that a change has moved out of what the policy says of them. */
  formerly?: FormerRoots;
}

/** What roots of the head were in the base, by the key of the head's. */
export type FormerRoots = ReadonlyMap<string, Root>;

/** What a change is judged by of what it began with. */
export interface BaseHas {
  /** Where it has functions. */
  held: HeldFunctions;
  /** The roots that have functions. */
  places: ReturnType<typeof placesOfFunctions>;
  /** The limits that its code asks for. */
  limits: DeclaredLimits;
}

/** What of a root is judged in an environment. */
export interface JudgedSite {
  /** Addresses of functions that count here, whatever their tags say. */
  functions: Set<string>;
  /** All that the root holds; else these functions alone, where the root isn't deployed to the environment by its own words. */
  whole: boolean;
}

export const NOTHING_MORE: JudgedToo = { sites: new Map(), leftOut: new Set() };

interface Setting {
  policy: Policy;
  judgedToo: JudgedToo;
}

/** Why a path is left out of this run; undefined for one that isn't. */
export function reasonToLeaveOut(
  path: string,
  { policy, judgedToo: { leftOut } }: Setting,
): string | undefined {
  return leftOut.has(path) || leftOut.has(folderOf(path)) ? undefined : policy.reasonToLeaveOut(path);
}

/** Where a root is deployed by its own words, and where it is judged all the same. */
export function environmentsOf(root: Root, { policy, judgedToo }: Setting): readonly PolicyEnvironment[] {
  const sites = judgedToo.sites.get(rootKey(root));
  const words = ownEnvironments(root, { policy, judgedToo });
  if (!sites) return words;
  // What the policy leaves out has no environment of its own.
  const own = judgedToo.leftOut.has(root.path) ? [] : words;
  const names = new Set(own.map(({ name }) => name));
  return [...own, ...policy.environmentsNamed([...sites.keys()].filter((name) => !names.has(name)))];
}

/** Where a root is deployed by its own words; one that has moved out of all environments, where it was. */
function ownEnvironments(root: Root, { policy, judgedToo }: Setting): readonly PolicyEnvironment[] {
  const own = policy.environmentsFor(root);
  const former = judgedToo.formerly?.get(rootKey(root));
  if (!former || !own.includes(policy.unmatched)) return own;
  const were = policy.environmentsFor(former);
  // A root of no environment counts as production: it doesn't become less by what it was.
  return were.some(({ production }) => production) ? were : [...own, ...were];
}

/** Whether a root is judged in an environment whatever its own words say. */
export function isJudgedIn(root: Root, environment: string, { sites }: JudgedToo): boolean {
  return sites.get(rootKey(root))?.has(environment) ?? false;
}

/** What of a root counts in an environment. @param among all environments that the root is evaluated for */
export function countedIn(
  environment: PolicyEnvironment,
  root: Root,
  resources: Resources,
  among: readonly PolicyEnvironment[],
  { policy, judgedToo }: Setting,
): Resources {
  const site = judgedToo.sites.get(rootKey(root))?.get(environment.name);
  const counted = policy.withoutForeignFunctions(resources, environment, among, site?.functions);
  if (!site || site.whole) return counted;
  const isOwn = policy.environmentsFor(root).includes(environment) && !judgedToo.leftOut.has(root.path);
  if (isOwn) return counted;
  const some = keepFunctions(counted, (fn) => fn !== undefined && site.functions.has(fn.address));
  return { ...some, unread: [] };
}
