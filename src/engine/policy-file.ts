import { nearest } from "../source/nearest.ts";
import type { SourceFile } from "../source/source-file.ts";
import { parseYaml } from "../source/yaml/parse.ts";
import { entriesOf, isNull } from "../source/yaml/tree.ts";
import { pathWithin } from "./checkout.ts";

/** Where a policy is looked for when none is named, nearest first. Other tools use these names, too. */
export const POLICY_NAMES = ["policy.yml", "policy.yaml", ".github/policy.yml"] as const;

/** The keys that a policy file may have at its top; docs/policy.schema.json has the same. */
export const POLICY_KEYS: ReadonlySet<string> = new Set([
  ...["$schema", "extends", "environments", "exclude", "accounts", "critical-paths", "undetermined"],
  ...[
    "waivers",
    "waiver-rules",
    "inline-waivers",
    "budgets",
    "prices",
    "default-reserved",
    "include-generated",
  ],
  ...["module-adapters", "plugins", "rules"],
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
}

/** The policy file of some paths: in their common folder or the nearest folder above it, up to the top of the checkout. */
export function findPolicy(paths: readonly string[], tree: SearchedTree): FoundPolicy {
  const passedOver: string[] = [];
  for (
    let folder: string | undefined = commonFolder(paths, tree);
    folder !== undefined;
    folder = parent(folder)
  ) {
    for (const name of POLICY_NAMES) {
      const path = folder === "." ? name : `${folder}/${name}`;
      if (!tree.exists(path)) continue;
      if (!isAnotherTools(tree.read(path))) return { file: path, passedOver };
      passedOver.push(path);
    }
  }
  return { file: undefined, passedOver };
}

/** The file that `findPolicy` finds. */
export function findPolicyFile(paths: readonly string[], tree: SearchedTree): string | undefined {
  return findPolicy(paths, tree).file;
}

/**
 * Whether a file of a policy's name says something, and has none of a policy's keys. What can't be read or understood may be meant as
 * a policy, and so may one all of whose keys are nearly a policy's: then they are misspelt.
 */
export function isAnotherTools(file: SourceFile | undefined): boolean {
  if (!file) return false;
  const { documents, problems } = parseYaml(file);
  if (problems.some(({ severity }) => severity === "error")) return false;
  const said = documents.filter((document) => !isNull(document));
  const keys = said.flatMap((document) => entriesOf(document).map(({ key }) => key));
  if (keys.some((key) => POLICY_KEYS.has(key))) return false;
  return keys.length > 0
    ? keys.some((key) => nearest(key, POLICY_KEYS) === undefined)
    : said.some(({ kind }) => kind === "sequence");
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
