import { posix } from "node:path";
import { nearest } from "../source/nearest.ts";
import type { SourceFile } from "../source/source-file.ts";
import { parseYaml } from "../source/yaml/parse.ts";
import { entriesOf, isNull } from "../source/yaml/tree.ts";
import { pathWithin } from "./checkout/checkout.ts";

/** The names that are a policy's and no other tool's. */
const OWN_NAMES = ["lambda-concurrency-policy.yml", "lambda-concurrency-policy.yaml"] as const;
/** The names that other tools use, too. */
const SHARED_NAMES = ["policy.yml", "policy.yaml"] as const;
const NAMES: ReadonlySet<string> = new Set([...OWN_NAMES, ...SHARED_NAMES]);

/** Where a policy is looked for in a folder when none is named, the first that counts first. */
export const POLICY_NAMES = [OWN_NAMES, SHARED_NAMES].flatMap((names) => [
  ...names,
  ...names.map((name) => `.github/${name}`),
]);
/** What a new policy is called. */
export const NEW_POLICY_NAME = OWN_NAMES[0];

/** The keys that a policy file may have at its top; docs/policy.schema.json has the same. */
export const POLICY_KEYS: ReadonlySet<string> = new Set([
  ...["$schema", "extends", "enforce", "environments", "exclude", "accounts", "claims", "critical-paths"],
  ...["traffic", "downstreams", "snapshot"],
  ...[
    "waivers",
    "waiver-rules",
    "inline-waivers",
    "budgets",
    "prices",
    "default-reserved",
    "include-generated",
  ],
  ...["module-adapters", "plugins", "rules", "undetermined"],
]);

/** Where a policy is looked for. */
export interface SearchedTree {
  read(path: string): SourceFile | undefined;
  exists(path: string): boolean;
}

/** What a search has found. */
export interface FoundPolicy {
  /** Undefined when there is none. */
  file: string | undefined;
  /** Nearer files of these names that are another tool's. */
  passedOver: string[];
  /** Policies in the same folder, which don't count because the one that is found has the better name. */
  outranked: string[];
}

/** The policy file of some paths: in their common folder or the nearest folder above it, up to the top of the checkout. */
export function findPolicy(paths: readonly string[], tree: SearchedTree): FoundPolicy {
  const passedOver: string[] = [];
  for (const places of searchedPlaces(paths, tree)) {
    const there = places.filter((path) => tree.exists(path));
    const [file, ...outranked] = there.filter((path) => isPolicy(path, tree.read(path)));
    // One that would have come later anyway is nobody's concern.
    const before = file === undefined ? there : there.slice(0, there.indexOf(file));
    passedOver.push(...before.filter((path) => !outranked.includes(path)));
    if (file !== undefined) return { file, passedOver, outranked };
  }
  return { file: undefined, passedOver, outranked: [] };
}

/** Where a policy of some paths is looked for: the places of each folder, the nearest folder first. */
function searchedPlaces(paths: readonly string[], tree: Pick<SearchedTree, "exists">): string[][] {
  const folders: string[][] = [];
  for (
    let folder: string | undefined = commonFolder(paths, tree);
    folder !== undefined;
    folder = parent(folder)
  )
    folders.push(POLICY_NAMES.map((name) => (folder === "." ? name : `${folder}/${name}`)));
  return folders;
}

/** The policies among some files that lie where none is looked for; of a name that others use, those that say nothing but what a policy may. */
export function policiesElsewhere(
  files: readonly string[],
  paths: readonly string[],
  tree: SearchedTree,
): string[] {
  const named = files.filter((path) => hasPolicyName(path));
  if (named.length === 0) return [];
  const searched = new Set(searchedPlaces(paths, tree).flat());
  return named.filter((path) => !searched.has(path) && (isOwnName(path) || saysOnlyPolicy(tree.read(path))));
}

/** Whether a file has the name of a policy, wherever it lies. */
export function hasPolicyName(path: string): boolean {
  return NAMES.has(posix.basename(path));
}

/** Whether a file of a policy's name is one. */
export function isPolicy(path: string, file: SourceFile | undefined): boolean {
  return isOwnName(path) || !isAnotherTools(file);
}

function isOwnName(path: string): boolean {
  return (OWN_NAMES as readonly string[]).includes(posix.basename(path));
}

/** The file that `findPolicy` finds. */
export function findPolicyFile(paths: readonly string[], tree: SearchedTree): string | undefined {
  return findPolicy(paths, tree).file;
}

/**
 * Whether a file of a name that others use says something, and has none of a policy's keys. What can't be read or understood may be
 * meant as a policy, and so may one all of whose keys are nearly a policy's: then they are misspelt.
 */
function isAnotherTools(file: SourceFile | undefined): boolean {
  const said = keysOf(file);
  if (!said || said.keys.some((key) => POLICY_KEYS.has(key))) return false;
  return said.keys.length > 0
    ? said.keys.some((key) => nearest(key, POLICY_KEYS) === undefined)
    : said.isList;
}

function saysOnlyPolicy(file: SourceFile | undefined): boolean {
  const { keys = [] } = keysOf(file) ?? {};
  return keys.length > 0 && keys.every((key) => POLICY_KEYS.has(key));
}

/** The keys at the top of a file; undefined for one that can't be understood. */
function keysOf(file: SourceFile | undefined): { keys: string[]; isList: boolean } | undefined {
  if (!file) return undefined;
  const { documents, problems } = parseYaml(file);
  if (problems.some(({ severity }) => severity === "error")) return undefined;
  const said = documents.filter((document) => !isNull(document));
  return {
    keys: said.flatMap((document) => entriesOf(document).map(({ key }) => key)),
    isList: said.some(({ kind }) => kind === "sequence"),
  };
}

function commonFolder(paths: readonly string[], checkout: { exists(path: string): boolean }): string {
  const [first = ".", ...rest] = paths.map((path) => pathWithin(path) ?? ".");
  let folder = first;
  for (const path of rest) while (!holds(folder, path)) folder = parent(folder) ?? ".";
  // A path may be a file; a folder holds things, so something exists below it.
  return checkout.exists(`${folder}/.`) || folder === "." ? folder : (parent(folder) ?? ".");
}

function holds(folder: string, path: string): boolean {
  return folder === "." || path === folder || path.startsWith(`${folder}/`);
}

function parent(folder: string): string | undefined {
  if (folder === ".") return undefined;
  const slash = folder.lastIndexOf("/");
  return slash === -1 ? "." : folder.slice(0, slash);
}
