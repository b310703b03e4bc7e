import type { Dirent } from "node:fs";
import { CLOUD_ASSEMBLY, GENERATED_FOLDERS } from "./checkout.ts";
import { IgnoreRules } from "./ignore-rules.ts";

/** What is in a folder by a name, links not followed. */
export type WalkableEntry = Pick<Dirent, "name" | "isDirectory" | "isFile">;

/** A tree of files as the walk sees it. */
export interface WalkableTree {
  /** What a folder holds. */
  entries(folder: string): readonly WalkableEntry[];
  /** Whether something is a file, also by way of links. */
  isFile(path: string): boolean;
  /** The text of a .gitignore. */
  ignoreFile(path: string): string | undefined;
  exists(path: string): boolean;
}

/**
 * The files below a folder that version control would not ignore. Of a cloud assembly only its manifest, ignored or not.
 * @param isWanted what nobody wants is not held against .gitignore: most files of most trees
 */
export function filesBelow(
  folder: string,
  tree: WalkableTree,
  isWanted: (path: string) => boolean = () => true,
): Iterable<string> {
  return walk(
    folder,
    IgnoreRules.above(folder, (file) => tree.ignoreFile(file)),
    tree,
    isWanted,
  );
}

function* walk(
  folder: string,
  above: IgnoreRules,
  tree: WalkableTree,
  isWanted: (path: string) => boolean,
): Iterable<string> {
  const prefix = folder === "." ? "" : `${folder}/`;
  if (folder.slice(folder.lastIndexOf("/") + 1) === CLOUD_ASSEMBLY) {
    const manifest = `${folder}/manifest.json`;
    if (isWanted(manifest) && tree.exists(manifest)) yield manifest;
    return;
  }
  const entries = tree.entries(folder);
  const ignoreFile = entries.some(({ name }) => name === ".gitignore") ? `${prefix}.gitignore` : undefined;
  const rules = ignoreFile === undefined ? above : above.below(folder, tree.ignoreFile(ignoreFile));
  for (const entry of entries) {
    const { name } = entry;
    const path = prefix + name;
    if (!entry.isDirectory()) {
      if (isWanted(path) && (entry.isFile() || tree.isFile(path)) && !rules.ignores(path)) yield path;
    } else if (name === CLOUD_ASSEMBLY || !(GENERATED_FOLDERS.has(name) || rules.ignores(`${path}/`))) {
      yield* walk(path, rules, tree, isWanted);
    }
  }
}
