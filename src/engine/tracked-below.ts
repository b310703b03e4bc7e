import { posix } from "node:path";

/** What is tracked in a tree, and where its links lead. */
export interface TrackedTree {
  readonly kinds: ReadonlyMap<string, "file" | "link" | "repository">;
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  /** Whether a path is known without this, so that nothing has to be found out about it. */
  isToldAlready?(path: string): boolean;
  /** A path without links in it. */
  identityOf(path: string): string;
}

/** Folders that links lead to, in folders that links lead to. */
const MOST_LINKS = 8;

/**
 * The tracked files at and below a folder, ignored or not and whatever their folders are called. A tracked link to a folder of
 * the tree has that folder's files under its own name: code is deployed from there as well.
 */
export function* trackedBelow(
  folder: string,
  tree: TrackedTree,
  through: readonly string[] = [],
): Iterable<string> {
  const prefix = folder === "." ? "" : `${folder}/`;
  for (const [path, kind] of tree.kinds) {
    if (kind === "repository" || !path.startsWith(prefix)) continue;
    if (through.length === 0 && tree.isToldAlready?.(path)) continue;
    if (tree.isFile(path)) yield path;
    else if (kind === "link" && tree.isFolder(path)) yield* behind(path, tree, through);
  }
}

function* behind(link: string, tree: TrackedTree, through: readonly string[]): Iterable<string> {
  const target = tree.identityOf(link);
  const isCircle = target === "." || link.startsWith(`${target}/`) || through.includes(target);
  if (isCircle || through.length >= MOST_LINKS) return;
  for (const path of trackedBelow(target, tree, [...through, target]))
    yield posix.join(link, posix.relative(target, path));
}
