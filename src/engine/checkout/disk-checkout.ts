import { statSync } from "node:fs";
import type { Diagnostic } from "../../finding.ts";
import type { UnreadCode } from "../../parser.ts";
import { append } from "../../source/append.ts";
import { compareText } from "../../source/location.ts";
import type { OwnRepository } from "../../source/own-repository.ts";
import { newSourceFile, SourceFile } from "../../source/source-file.ts";
import { isAskedFor } from "./asked-for.ts";
import { type Checkout, MAX_FILES, pathWithin } from "./checkout.ts";
import { DiskFolders } from "./disk-folders.ts";
import { NamedRepository } from "./git/own-repository.ts";
import { Repository } from "./git/repository.ts";
import { type TrackedFiles, trackedFiles } from "./git/tracked-files.ts";
import { trackedOnDisk } from "./tracked-on-disk.ts";
import type { TrackedPaths } from "./tracked-paths.ts";
import { isInfrastructure, unfollowed, WITHOUT_GIT } from "./unread-files.ts";
import { filesBelow } from "./walk.ts";

type IsWanted = (path: string) => boolean;

/**
 * A folder on disk, read at most once a file, and never outside of it: symbolic links that lead out are not followed.
 * Where it is a work tree of git, what git tracks is in it, whatever ignores it and whatever its folder is called.
 */
export class DiskCheckout implements Checkout {
  readonly notes = undefined;
  readonly sources = new Map<string, SourceFile>();
  readonly diagnostics: Diagnostic[] = [];
  readonly unread: UnreadCode[] = [];
  /** The real, absolute path of the top. */
  readonly top: string;
  readonly #folders: DiskFolders;
  readonly #failed = new Set<string>();
  readonly #files = new Map<string, SourceFile | UnreadCode | undefined>();
  /** By the paths that were asked for: who loads the parsers asks before the run does. */
  readonly #walked = new Map<IsWanted | undefined, Map<string, string[]>>();
  readonly #mostFiles: number;
  #asked = 0;
  #tracked: ReturnType<typeof trackedOnDisk> | undefined;
  #index: { files: TrackedFiles | undefined } | undefined;
  readonly repository: OwnRepository | undefined;
  readonly #sourceFile: typeof newSourceFile;

  /**
   * @param top an absolute path of an existing folder
   * @param mostFiles how many files that a parser asks for are listed, but for those behind links, which have a bound of their own
   * @param sourceFile makes what a file is read as: who has read it before may give the same again where its text is the same
   */
  constructor(top: string, mostFiles = MAX_FILES, sourceFile = newSourceFile) {
    this.#mostFiles = mostFiles;
    this.#sourceFile = sourceFile;
    this.#folders = new DiskFolders(top, (path, code) => this.#refused(path, code));
    this.top = this.#folders.top;
    const repository = Repository.at(this.top);
    this.repository = repository && new NamedRepository(repository);
  }

  read(path: string): SourceFile | undefined {
    const within = pathWithin(path);
    if (within === undefined || this.#failed.has(within)) return undefined;
    const found = this.sources.get(within) ?? this.#found(within);
    if (found instanceof SourceFile) {
      this.sources.set(within, found);
      return found;
    }
    this.#failed.add(within);
    if (found) this.unread.push(found);
    return undefined;
  }

  peek(path: string, words?: readonly string[]): SourceFile | undefined {
    const within = pathWithin(path);
    const found = within === undefined ? undefined : this.#found(within, words);
    return found instanceof SourceFile ? found : undefined;
  }

  /** A file, or why it can't be read. @param words a file that says none of them is as if it were not there */
  #found(path: string, words?: readonly string[]): SourceFile | UnreadCode | undefined {
    if (!this.#files.has(path)) {
      const text = this.#folders.text(path, words);
      if (text === undefined && words) return undefined;
      this.#files.set(path, typeof text === "string" ? this.#sourceFile(path, text) : text);
    }
    return this.#files.get(path);
  }

  list(folder: string): readonly string[] {
    const within = pathWithin(folder);
    return within === undefined ? [] : this.#folders.names(within);
  }

  exists(path: string): boolean {
    const within = pathWithin(path);
    return within !== undefined && this.#folders.realPath(within) !== undefined;
  }

  isTracked(path: string): boolean {
    const within = pathWithin(path);
    if (within === undefined) return false;
    return this.#trackedPaths.has(within) || this.#trackedPaths.has(this.#folders.identityOf(within));
  }

  identityOf(path: string): string {
    return this.#folders.identityOf(path);
  }

  files(paths: readonly string[], isWanted?: IsWanted): string[] {
    const walked = this.#walked.get(isWanted) ?? new Map<string, string[]>();
    this.#walked.set(isWanted, walked);
    const key = JSON.stringify(paths);
    const files = walked.get(key) ?? this.#walk(paths, isWanted);
    walked.set(key, files);
    return files;
  }

  /** What git tracks goes first, so that it is the last that a bound leaves out. */
  #walk(paths: readonly string[], isWanted: IsWanted | undefined): string[] {
    const tracked = this.#trackedPaths;
    this.#asked = 0;
    const found = new Set<string>();
    const folders: string[] = [];
    for (const path of paths) {
      const within = pathWithin(path);
      const real = within === undefined ? undefined : this.#folders.realPath(within);
      if (within === undefined || real === undefined) continue;
      if (statSync(real).isFile()) found.add(within);
      else folders.push(within);
    }
    const isCounted = isWanted === isAskedFor ? () => true : isAskedFor;
    const addAll = (files: Iterable<string>) => this.#addAll(files, found, isCounted);
    const isWhole =
      folders.every((folder) => addAll(tracked.files(folder, isWanted))) &&
      folders.every((folder) => addAll(filesBelow(folder, this.#folders, isWanted)));
    if (!isWhole) this.#tooManyFiles();
    const left = new Map<string, string[]>();
    const onUnfollowed = (link: string, to: string) => {
      const links = left.get(to) ?? [];
      links.push(link);
      left.set(to, links);
    };
    for (const folder of folders)
      for (const path of tracked.filesBehindLinks(folder, { isWanted, onUnfollowed })) found.add(path);
    for (const [folder, links] of left) this.#leaveUnfollowed(folder, links, tracked);
    return [...found].sort(compareText);
  }

  /** Whether all of it has its place. What no parser asks for costs its name, and is nothing that a bound is for. */
  #addAll(paths: Iterable<string>, found: Set<string>, isCounted: IsWanted): boolean {
    for (const path of paths) {
      if (found.has(path)) continue;
      if (isCounted(path) && ++this.#asked > this.#mostFiles) return false;
      found.add(path);
    }
    return true;
  }

  /** What links to code would deploy is somebody's choice: no entry of a policy for the one link that is named speaks for all. */
  #leaveUnfollowed(folder: string, links: readonly string[], tracked: TrackedPaths): void {
    const code = unfollowed(folder, links);
    const text = (path: string) => this.#folders.text(path);
    if (tracked.someFile(folder, (path) => isInfrastructure(path, () => text(path))))
      this.#fail(`${code.because}.`.replace(/^t/, "T"), code.hint);
    else if (!this.unread.some(({ because }) => because === code.because)) this.unread.push(code);
  }

  /** What git tracks in it; undefined where there is no git. */
  get index(): TrackedFiles | undefined {
    this.#index ??= { files: trackedFiles(this.#folders.absolute("")) };
    return this.#index.files;
  }

  /** What git tracks and isn't here: submodules, links that lead out. */
  get unreadTracked(): readonly UnreadCode[] {
    return this.#trackedOnce.unread;
  }

  /** What git tracks, and what it tracks in submodules. */
  get #trackedPaths(): TrackedPaths {
    return this.#trackedOnce.tracked;
  }

  get #trackedOnce(): ReturnType<typeof trackedOnDisk> {
    if (this.#tracked) return this.#tracked;
    const { index } = this;
    if (!index && this.#folders.holdsRepository(".")) this.diagnostics.push(WITHOUT_GIT);
    this.#tracked = trackedOnDisk(index, this.#folders);
    append(this.unread, this.#tracked.unread);
    return this.#tracked;
  }

  #refused(path: string, code: string): void {
    this.diagnostics.push({
      severity: "error",
      message: `${path} can't be opened (${code}), so what is in it was not checked.`,
      hint: "Check its permissions.",
    });
  }

  #tooManyFiles(): void {
    this.#fail(
      `There are more than ${this.#mostFiles} files below the given paths; the rest was not looked at.`,
      "Name the folders to check: policy run infra services",
    );
  }

  #fail(message: string, hint: string): void {
    if (!this.diagnostics.some((each) => each.message === message))
      this.diagnostics.push({ severity: "error", message, hint });
  }
}
