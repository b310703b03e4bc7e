import { CLOUD_ASSEMBLY, GENERATED_FOLDERS } from "./checkout.ts";
import { IgnoreRules } from "./ignore-rules.ts";

/** A tree of files as the walk sees it. */
export interface WalkableTree {
  /** What a folder holds: files, also by way of links, and folders, not by way of links. */
  entries(folder: string): Iterable<{ name: string; isFolder: boolean }>;
  /** The text of a .gitignore. */
  ignoreFile(path: string): string | undefined;
  exists(path: string): boolean;
}

/** The files below a folder that version control would not ignore. Of a cloud assembly only its manifest, ignored or not. */
export function filesBelow(folder: string, tree: WalkableTree): Iterable<string> {
  return walk(
    folder,
    IgnoreRules.above(folder, (file) => tree.ignoreFile(file)),
    tree,
  );
}

function* walk(folder: string, above: IgnoreRules, tree: WalkableTree): Iterable<string> {
  const within = (name: string) => (folder === "." ? name : `${folder}/${name}`);
  if (folder.slice(folder.lastIndexOf("/") + 1) === CLOUD_ASSEMBLY) {
    if (tree.exists(`${folder}/manifest.json`)) yield `${folder}/manifest.json`;
    return;
  }
  const rules = above.below(folder, tree.ignoreFile(within(".gitignore")));
  for (const { name, isFolder } of tree.entries(folder)) {
    const path = within(name);
    if (!isFolder) {
      if (!rules.ignores(path)) yield path;
    } else if (name === CLOUD_ASSEMBLY || !(GENERATED_FOLDERS.has(name) || rules.ignores(`${path}/`))) {
      yield* walk(path, rules, tree);
    }
  }
}
