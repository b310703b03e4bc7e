import type { Diagnostic } from "../../finding.ts";
import type { FileSystem, UnreadCode } from "../../parser.ts";
import { isPlain } from "../../source/paths.ts";
import type { SourceFile } from "../../source/source-file.ts";

/** Files below the given paths; a larger tree is cut with a diagnostic. */
export const MAX_FILES = 200_000;

/** A tree of files to check: a folder on disk, a commit, or a map in memory. Every path is relative to its top, with forward slashes. */
export interface Checkout extends FileSystem {
  /**
   * Every file at and below the paths that version control has or would not ignore, sorted, each once.
   * @param isWanted of those in folders only these, by their names; all when absent. What nobody wants costs its name alone
   */
  files(paths: readonly string[], isWanted?: (path: string) => boolean): string[];
  /** What two paths that links make of one file or folder have in common. */
  identityOf(path: string): string;
  /**
   * Like `read`, but it leaves nothing behind: neither among what has been read nor in what can't be.
   * @param words a file that says none of these may be left undecoded, as if it were not there
   */
  peek(path: string, words?: readonly string[]): SourceFile | undefined;
  /** What has been read so far. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** What the disk refused so far, and why. */
  readonly diagnostics: readonly Diagnostic[];
  /** What is there so far and is no text that could be read: a link that leads out, a submodule that isn't here. */
  readonly unread: readonly UnreadCode[];
}

/** Folders whose content is made by tools, by name. A cdk.out counts with its manifest alone, from which the rest is read. */
export const GENERATED_FOLDERS: ReadonlySet<string> = new Set([
  ".git",
  "node_modules",
  ".terraform",
  ".terragrunt-cache",
  ".serverless",
  ".aws-sam",
  ".venv",
  "__pycache__",
]);
export const CLOUD_ASSEMBLY = "cdk.out";

/** Git's own folder, which holds credentials: it does not exist for anything that reads. */
export function isGitFolder(name: string): boolean {
  return name.length === 4 && name.toLowerCase() === ".git";
}

/** A part of a path that says something other than its name. */
const SPECIAL_PART = /(?:^|\/)(?:\.{0,2}|\.git)(?:\/|$)/i;

/** Joins and normalises a path below the top; undefined when it leaves it, or leads to what git keeps for itself. */
export function pathWithin(path: string): string | undefined {
  if (isPlain(path)) return path;
  if (path.startsWith("/") || path.includes("\0")) return undefined;
  // Almost every path is as it should be, and many are asked for often.
  if (!SPECIAL_PART.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (isGitFolder(part)) return undefined;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? "." : parts.join("/");
}

/** Whether a path is a folder, or a file, itself or something in it; both as `pathWithin` gives them. */
export function isBelow(path: string, folder: string): boolean {
  return folder === "." || path === folder || path.startsWith(`${folder}/`);
}
