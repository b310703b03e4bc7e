import { posix } from "node:path";

/** The folder of a file: `.` at the top. */
export function folderOf(file: string): string {
  return posix.dirname(file);
}

/** A path that is written relative to a folder, relative to the checkout's top; it may lead out with `..`. */
export function joinPath(folder: string, path: string): string {
  return posix.join(folder, path);
}

/** Whether a path stays inside the checkout. */
export function isInside(path: string): boolean {
  return !path.startsWith("/") && path !== ".." && !path.startsWith("../");
}

/** A path as seen from a folder; undefined when it doesn't lie below it. */
export function pathBelow(folder: string, path: string): string | undefined {
  if (folder === ".") return path;
  if (path === folder) return ".";
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

/** The folders that a path may be relative to: that of the file that says it, then that of the policy file itself. */
export function baseFolders(saidIn: string, policyFile: string): string[] {
  const folders = [saidIn, policyFile].map(baseFolder).filter(isInside);
  return folders.length === 0 ? ["."] : [...new Set(folders)];
}

/** A policy in `.github` is for the repository. */
function baseFolder(file: string): string {
  const folder = folderOf(file);
  if (folder === ".github") return ".";
  return folder.endsWith("/.github") ? folderOf(folder) : folder;
}
