import { type Dirent, existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { UnreadCode } from "../../parser.ts";
import { compareText } from "../../source/location.ts";
import { folderOf } from "../../source/paths.ts";
import { isGitFolder } from "./checkout.ts";
import { isPlan, largestOf, mayBePlan } from "./file-bounds.ts";
import { pieces } from "./file-pieces.ts";
import { notReadable, readableText, tooLarge } from "./readable-text.ts";
import type { WalkableTree } from "./walk.ts";

/** What is in a folder. */
class Folder {
  /** Its real, absolute path. */
  readonly real: string;
  readonly entries: readonly Dirent[];
  #byName: Map<string, Dirent> | undefined;

  constructor(real: string, entries: readonly Dirent[]) {
    this.real = real;
    this.entries = entries;
  }

  /** Of most folders nothing is asked by name. */
  entry(name: string): Dirent | undefined {
    if (!this.#byName) {
      this.#byName = new Map();
      for (const each of this.entries) this.#byName.set(each.name, each);
    }
    return this.#byName.get(name);
  }
}

/** Hears that a file or folder could not be opened, with the system's code. */
type OnRefusal = (path: string, code: string) => void;

/**
 * The folders of a tree on disk, as far as they lie in it. What is there follows from the lists of folders, each read once:
 * most questions are about files that are not there, and names mean the same on systems that tell upper from lower case and
 * on those that don't. Git's own folder is in no list, and no link leads into it.
 */
export class DiskFolders implements WalkableTree {
  /** The real, absolute path of the top. */
  readonly top: string;
  readonly #refused: OnRefusal;
  readonly #folders = new Map<string, Folder | undefined>();
  readonly #lists = new Map<string, readonly string[]>();

  constructor(top: string, refused: OnRefusal) {
    this.top = realpathSync.native(top);
    this.#refused = refused;
  }

  /** The names in a folder, sorted; folders end in a slash. */
  names(path: string): readonly string[] {
    const folder = this.#folder(path);
    if (!folder) return [];
    const already = this.#lists.get(path);
    if (already) return already;
    const names = folder.entries.map((entry) =>
      isFolder(entry, folder.real) ? `${entry.name}/` : entry.name,
    );
    names.sort(compareText);
    this.#lists.set(path, names);
    return names;
  }

  /**
   * The text of a file; why there is none; or undefined for what is no file.
   * @param words undefined for what says none of these, too: its bytes are looked at and not decoded
   */
  text(path: string, words?: readonly string[]): string | UnreadCode | undefined {
    const real = this.realPath(path);
    if (real === undefined) return undefined;
    try {
      const stat = statSync(real);
      if (stat.isDirectory()) return undefined;
      // A pipe would be waited for, a device may never end.
      if (!stat.isFile())
        return notReadable(path, "it is a pipe, a socket or a device", "Put a file there.", false);
      const isReadable =
        stat.size <= largestOf(path) || (mayBePlan(path, stat.size) && isPlan(pieces(path, real)));
      if (!isReadable) return tooLarge(path, stat.size, () => pieces(path, real));
      const bytes = readFileSync(real);
      if (words && !words.some((word) => bytes.includes(word))) return undefined;
      return readableText(path, bytes);
    } catch (error) {
      const { code = "unknown error" } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT" && code !== "ENOTDIR") this.#refused(path, code);
      return undefined;
    }
  }

  /** The real path of something inside the tree; undefined when it doesn't exist or leads out of it. */
  realPath(path: string): string | undefined {
    if (path === ".") return this.top;
    if (path.endsWith("/")) return this.realPath(path.slice(0, -1));
    const folder = this.#folder(folderOf(path));
    const entry = folder?.entry(nameOf(path));
    if (!folder || !entry) return undefined;
    const absolute = folder.real + sep + entry.name;
    if (!entry.isSymbolicLink()) return absolute;
    try {
      return this.#inside(realpathSync.native(absolute));
    } catch {
      return undefined;
    }
  }

  /** The path of something without links in it; as it is where nothing is there. */
  identityOf(path: string): string {
    const real = this.realPath(path);
    if (real === undefined) return path;
    const within = real.startsWith(this.top + sep)
      ? real.slice(this.top.length + 1)
      : relative(this.top, real);
    return within.split(sep).join("/") || ".";
  }

  isFile(path: string): boolean {
    const entry = this.#folder(folderOf(path))?.entry(nameOf(path));
    return entry !== undefined && (entry.isFile() || this.#leadsToFile(entry, path));
  }

  isFolder(path: string): boolean {
    return this.#folder(path) !== undefined;
  }

  /** Whether something is a link that is there and leads to nothing in the tree. */
  leadsOut(path: string): boolean {
    const entry = this.#folder(folderOf(path))?.entry(nameOf(path));
    return entry?.isSymbolicLink() === true && this.realPath(path) === undefined;
  }

  /** Whether a folder is the top of a repository of its own. */
  holdsRepository(path: string): boolean {
    const real = this.realPath(path);
    if (real === undefined) return false;
    const git = join(real, ".git");
    return existsSync(join(git, "HEAD")) || (existsSync(git) && statSync(git).isFile());
  }

  absolute(path: string): string {
    return this.realPath(path.replace(/\/$/, "") || ".") ?? join(this.top, path);
  }

  entries(folder: string): readonly Dirent[] {
    return this.#folder(folder)?.entries ?? [];
  }

  ignoreFile(path: string): string | undefined {
    const text = this.isFile(path) ? this.text(path) : undefined;
    return typeof text === "string" ? text : undefined;
  }

  exists(path: string): boolean {
    return this.realPath(path) !== undefined;
  }

  #leadsToFile(entry: Dirent, path: string): boolean {
    if (!entry.isSymbolicLink()) return false;
    const real = this.realPath(path);
    return real !== undefined && statSync(real).isFile();
  }

  /** A folder inside the tree; undefined for what is none or can't be listed. */
  #folder(path: string): Folder | undefined {
    if (this.#folders.has(path)) return this.#folders.get(path);
    const real = this.realPath(path);
    const entries = real === undefined ? undefined : this.#entriesOf(real, path);
    const folder = real === undefined || entries === undefined ? undefined : new Folder(real, entries);
    this.#folders.set(path, folder);
    return folder;
  }

  #entriesOf(real: string, path: string): Dirent[] | undefined {
    try {
      return readdirSync(real, { withFileTypes: true }).filter(({ name }) => !isGitFolder(name));
    } catch (error) {
      const { code = "unknown error" } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT" && code !== "ENOTDIR") this.#refused(path, code);
      return undefined;
    }
  }

  #inside(real: string): string | undefined {
    if (real !== this.top && !real.startsWith(this.top + sep)) return undefined;
    return real.slice(this.top.length).split(sep).some(isGitFolder) ? undefined : real;
  }
}

function isFolder(entry: Dirent, folder: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(join(folder, entry.name)).isDirectory();
  } catch {
    return false;
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
