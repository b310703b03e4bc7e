import type { FileSystem } from "../../../parser.ts";

/** The folders of configuration among the files of a run: a checkout does not change during it. */
const folders = new WeakMap<FileSystem, readonly string[]>();

/** Keeps which folders of a checkout hold configuration, sorted, for roots that look for another one. */
export function rememberFolders(found: readonly string[], fs: FileSystem): void {
  folders.set(fs, found);
}

/** The folders of configuration that a run is about; none before it has looked for roots. */
export function foldersOf(fs: FileSystem): readonly string[] {
  return folders.get(fs) ?? [];
}
