import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { nearest } from "../source/nearest.ts";
import { UsageError } from "./usage-error.ts";

/** The checkout that some paths lie in, and the paths relative to it. */
export interface Place {
  /**
   * Absolute: the folder that holds `.git`; without one, the user's folder where all paths are below it, else their common
   * folder. A policy further down doesn't narrow it. What is above it is not read.
   */
  top: string;
  /** Relative to the top, with forward slashes. */
  paths: string[];
}

/**
 * Finds the checkout of the paths that a user gave. A path that doesn't exist is a usage error.
 * @param meant what else a word may mean that is no path, as a question
 */
export function locate(
  cwd: string,
  paths: readonly string[],
  meant: (word: string) => string | undefined = () => undefined,
): Place {
  const absolute = (paths.length === 0 ? ["."] : paths).map((path) => existing(cwd, path, meant));
  const folders = absolute.map((path) => (statSync(path).isDirectory() ? path : dirname(path)));
  const common = folders.reduce(commonFolder);
  const top = repositoryOf(common) ?? (commonFolder(cwd, common) === cwd ? cwd : common);
  return { top, paths: absolute.map((path) => fromTop(top, path)) };
}

/** A path relative to the top, with forward slashes; `.` for the top itself. It may lead out with `..`. */
export function fromTop(top: string, path: string): string {
  return relative(top, path).split(sep).join("/") || ".";
}

/** Names a file of the checkout from the user's folder. */
export function shownFrom(cwd: string, top: string): (file: string) => string {
  return (file) => fromTop(cwd, join(top, file));
}

function existing(cwd: string, path: string, meant: (word: string) => string | undefined): string {
  const absolute = resolve(cwd, path);
  if (existsSync(absolute)) return absolute;
  throw new UsageError(`There is no file or folder "${path}".`, meant(path) ?? nearestName(absolute, path));
}

function nearestName(absolute: string, path: string): string | undefined {
  const folder = dirname(absolute);
  const name = existsSync(folder) ? nearest(basename(absolute), readdirSync(folder)) : undefined;
  return name ? `Did you mean "${join(dirname(path), name)}"?` : undefined;
}

function commonFolder(a: string, b: string): string {
  let folder = a;
  while (b !== folder && !b.startsWith(folder.endsWith(sep) ? folder : folder + sep))
    folder = dirname(folder);
  return folder;
}

/** The top of the checkout that a folder lies in; the folder itself where it is in none. */
export function topOf(folder: string): string {
  return repositoryOf(folder) ?? folder;
}

function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return undefined;
  }
}
