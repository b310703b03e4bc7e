import { isUtf8 } from "node:buffer";
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, posix, sep } from "node:path";
import type { Diagnostic } from "../finding.ts";
import { compareText, startOfFile } from "../source/location.ts";
import { SourceFile } from "../source/source-file.ts";
import { type Checkout, MAX_FILE_BYTES, MAX_FILES, pathWithin } from "./checkout.ts";
import { filesBelow, type WalkableTree } from "./walk.ts";

/** What is in a folder, by name. */
interface Folder {
  /** Its real, absolute path. */
  real: string;
  entries: ReadonlyMap<string, Dirent>;
}

/**
 * A folder on disk, read at most once a file, and never outside of it: symbolic links that lead out are not followed.
 * What is there follows from the lists of folders, each read once: most questions are about files that are not there, and
 * names mean the same on systems that tell upper from lower case and on those that don't.
 */
export class DiskCheckout implements Checkout {
  readonly sources = new Map<string, SourceFile>();
  readonly diagnostics: Diagnostic[] = [];
  /** The real, absolute path of the top. */
  readonly top: string;
  readonly #failed = new Set<string>();
  readonly #folders = new Map<string, Folder | undefined>();
  readonly #lists = new Map<string, readonly string[]>();
  /** By the paths that were asked for: who loads the parsers asks before the run does. */
  readonly #walked = new Map<string, string[]>();

  /** @param top an absolute path of an existing folder */
  constructor(top: string) {
    this.top = realpathSync.native(top);
  }

  read(path: string): SourceFile | undefined {
    const within = pathWithin(path);
    if (within === undefined || this.#failed.has(within)) return undefined;
    const already = this.sources.get(within);
    if (already) return already;
    const text = this.#text(within);
    if (text === undefined) {
      this.#failed.add(within);
      return undefined;
    }
    const file = new SourceFile(within, text);
    this.sources.set(within, file);
    return file;
  }

  list(folder: string): readonly string[] {
    const within = pathWithin(folder);
    const found = within === undefined ? undefined : this.#folder(within);
    if (within === undefined || found === undefined) return [];
    const already = this.#lists.get(within);
    if (already) return already;
    const names = [...found.entries.values()].map((entry) =>
      isFolder(entry, found.real) ? `${entry.name}/` : entry.name,
    );
    names.sort(compareText);
    this.#lists.set(within, names);
    return names;
  }

  exists(path: string): boolean {
    const within = pathWithin(path);
    return within !== undefined && this.#realPath(within) !== undefined;
  }

  files(paths: readonly string[]): string[] {
    const key = JSON.stringify(paths);
    const files = this.#walked.get(key) ?? this.#walk(paths);
    this.#walked.set(key, files);
    return files;
  }

  #walk(paths: readonly string[]): string[] {
    const found = new Set<string>();
    for (const path of paths) {
      const within = pathWithin(path);
      const real = within === undefined ? undefined : this.#realPath(within);
      if (within === undefined || real === undefined) continue;
      if (statSync(real).isFile()) found.add(within);
      else this.#addBelow(within, found);
    }
    return [...found].sort(compareText);
  }

  #addBelow(folder: string, found: Set<string>): void {
    const tree: WalkableTree = {
      entries: (within) => this.#walkable(within),
      ignoreFile: (path) => this.#ignoreFile(path),
      exists: (path) => this.exists(path),
    };
    for (const path of filesBelow(folder, tree)) {
      if (found.size === MAX_FILES) {
        this.#tooManyFiles();
        return;
      }
      found.add(path);
    }
  }

  *#walkable(folder: string): Iterable<{ name: string; isFolder: boolean }> {
    for (const [name, entry] of this.#folder(folder)?.entries ?? []) {
      if (entry.isDirectory()) yield { name, isFolder: true };
      else if (entry.isFile() || this.#leadsToFile(entry, folder === "." ? name : `${folder}/${name}`))
        yield { name, isFolder: false };
    }
  }

  #tooManyFiles(): void {
    const message = `There are more than ${MAX_FILES} files below the given paths; the rest was not looked at.`;
    if (this.diagnostics.some((each) => each.message === message)) return;
    this.diagnostics.push({
      severity: "error",
      message,
      hint: "Name the folders to check: policy run infra services",
    });
  }

  #leadsToFile(entry: Dirent, path: string): boolean {
    if (!entry.isSymbolicLink()) return false;
    const real = this.#realPath(path);
    return real !== undefined && statSync(real).isFile();
  }

  #ignoreFile(path: string): string | undefined {
    const real = this.#realPath(path);
    if (real === undefined) return undefined;
    try {
      return readFileSync(real, "utf8");
    } catch {
      return undefined;
    }
  }

  #text(path: string): string | undefined {
    const real = this.#realPath(path);
    if (real === undefined) return undefined;
    try {
      const { size } = statSync(real);
      if (size > MAX_FILE_BYTES)
        return this.#refuse(path, `The file has ${size} bytes; files over ${MAX_FILE_BYTES} are not read.`);
      const bytes = readFileSync(real);
      if (!isUtf8(bytes)) return this.#refuse(path, "The file is not UTF-8 text.", "Save it as UTF-8.");
      return bytes.toString("utf8");
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "EISDIR" || code === "ENOENT" || code === "ENOTDIR") return undefined;
      return this.#refuse(
        path,
        `The file can't be read (${code ?? "unknown error"}).`,
        "Check its permissions.",
      );
    }
  }

  #refuse(path: string, message: string, hint?: string): undefined {
    this.diagnostics.push({ severity: "error", message, ...(hint ? { hint } : {}), at: startOfFile(path) });
  }

  /** The real path of something inside the checkout; undefined when it doesn't exist or leads out of it. */
  #realPath(path: string): string | undefined {
    if (path === ".") return this.top;
    const folder = this.#folder(posix.dirname(path));
    const entry = folder?.entries.get(posix.basename(path));
    if (!folder || !entry) return undefined;
    const absolute = folder.real + sep + entry.name;
    if (!entry.isSymbolicLink()) return absolute;
    try {
      return this.#inside(realpathSync.native(absolute));
    } catch {
      return undefined;
    }
  }

  /** A folder inside the checkout; undefined for what is none or can't be listed. */
  #folder(path: string): Folder | undefined {
    if (this.#folders.has(path)) return this.#folders.get(path);
    const real = this.#realPath(path);
    const entries = real === undefined ? undefined : entriesOf(real);
    const folder = real === undefined || entries === undefined ? undefined : { real, entries };
    this.#folders.set(path, folder);
    return folder;
  }

  #inside(real: string): string | undefined {
    return real === this.top || real.startsWith(this.top + sep) ? real : undefined;
  }
}

function entriesOf(folder: string): Map<string, Dirent> | undefined {
  try {
    return new Map(readdirSync(folder, { withFileTypes: true }).map((entry) => [entry.name, entry]));
  } catch {
    return undefined;
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
