import { posix } from "node:path";
import type { UnreadCode } from "../../parser.ts";
import { append } from "../../source/append.ts";
import type { DiskFolders } from "./disk-folders.ts";
import { type TrackedFiles, trackedFiles } from "./git/tracked-files.ts";
import { TrackedPaths, type TrackedTree } from "./tracked-paths.ts";
import {
  isInfrastructureByName,
  linkOut,
  misnamed,
  missingSubmodule,
  notCheckedOut,
} from "./unread-files.ts";

type Tracked = Pick<TrackedTree, "paths" | "links">;

/** What git tracks in a tree and in the repositories in it, and what of it isn't there. @param index what it tracks in the tree itself */
export function trackedOnDisk(
  index: TrackedFiles | undefined,
  folders: DiskFolders,
): { tracked: TrackedPaths; unread: UnreadCode[] } {
  const all: Tracked[] = [];
  const unread: UnreadCode[] = [];
  track("", index);
  const only = all.length <= 1 ? all[0] : undefined;
  const tracked = new TrackedPaths({
    paths: only?.paths ?? all.flatMap(({ paths }) => paths),
    links: only?.links ?? all.flatMap(({ links }) => links),
    isFile: (path) => folders.isFile(path),
    isFolder: (path) => folders.isFolder(path),
    identityOf: (path) => folders.identityOf(path),
  });
  append(unread, leadingOut(tracked, folders));
  return { tracked, unread };

  function track(prefix: string, files: TrackedFiles | undefined): void {
    if (!files) return;
    const named = (each: string) => prefix + each;
    all.push(prefix === "" ? files : { paths: files.paths.map(named), links: files.links.map(named) });
    for (const name of files.misnamed) unread.push(misnamed(prefix + name));
    const sparse = files.sparse.map(({ path }) => prefix + path);
    append(unread, sparse.filter(isInfrastructureByName).map(notCheckedOut));
    for (const name of files.repositories) {
      const path = prefix + name;
      if (!folders.isFolder(path)) continue;
      if (folders.holdsRepository(path)) track(`${path}/`, trackedFiles(folders.absolute(path)));
      else unread.push(missingSubmodule(path));
    }
  }
}

/** The links that lead to nothing in the tree. */
function leadingOut(tracked: TrackedPaths, folders: DiskFolders): UnreadCode[] {
  const known = new Map<string, boolean>();
  return tracked.links.flatMap((path) => {
    if (!folders.leadsOut(path)) return [];
    const folder = posix.dirname(path);
    const holdsCode = () => {
      const holds = known.get(folder) ?? tracked.someFile(folder, isInfrastructureByName);
      known.set(folder, holds);
      return holds;
    };
    return [linkOut(path, holdsCode)];
  });
}
