import { posix } from "node:path";
import type { Diagnostic } from "../../finding.ts";
import type { FileSystem, UnreadCode } from "../../parser.ts";
import { compareText, startOfFile } from "../../source/location.ts";
import type { OwnRepository } from "../../source/own-repository.ts";
import { SourceFile } from "../../source/source-file.ts";
import { type Checkout, MAX_FILE_BYTES, MAX_FILES, pathWithin } from "../checkout.ts";
import { readableText, tooLarge } from "../readable-text.ts";
import { TrackedPaths } from "../tracked-paths.ts";
import { NamedRepository } from "./own-repository.ts";
import type { Repository } from "./repository.ts";
import type { TreeEntry } from "./tree-entry.ts";

/** As in Linux: a longer chain of links is a circle. */
const MOST_LINKS = 40;
/** What is fetched together with a file that is asked for: its like, as far as they are small. */
const BATCH_BYTES = 16 * 1024 * 1024;
const SMALL_BYTES = 512 * 1024;
/** What `terraform init` made is outside of version control, so a commit is read with what is there now. */
const INSTALLED = /(?:^|\/)\.terraform\//;

/** A commit, read from git's objects: nothing is written to disk. Links are followed inside of it only. */
export class GitCheckout implements Checkout {
  readonly sources = new Map<string, SourceFile>();
  readonly diagnostics: Diagnostic[] = [];
  readonly unread: UnreadCode[] = [];
  readonly repository: OwnRepository;
  readonly #repository: Repository;
  readonly #entries: ReadonlyMap<string, TreeEntry>;
  readonly #folders = new Map<string, Map<string, "file" | "folder" | "link">>();
  readonly #texts = new Map<string, Buffer | undefined>();
  readonly #failed = new Set<string>();
  readonly #installed: FileSystem | undefined;
  #trackedPaths: TrackedPaths | undefined;

  /** @param installed where `.terraform` folders are read that no commit has */
  constructor(repository: Repository, commit: string, installed?: FileSystem) {
    this.#repository = repository;
    // What is checked out is the same for a change and for what it is held against.
    this.repository = new NamedRepository(repository);
    this.#installed = installed;
    const entries = repository.entries(commit).filter((entry) => pathWithin(entry.path) === entry.path);
    this.#entries = new Map(entries.map((entry) => [entry.path, entry]));
    this.#folders.set(".", new Map());
    for (const { path, kind } of entries) this.#register(path, kind === "repository" ? "folder" : kind);
  }

  read(path: string): SourceFile | undefined {
    const within = pathWithin(path);
    if (within === undefined || this.#failed.has(within)) return undefined;
    if (this.#isInstalled(within)) return this.#installed?.read(within);
    const already = this.sources.get(within);
    if (already) return already;
    const entry = this.#entries.get(this.#resolve(within) ?? "");
    const text = entry?.kind === "file" ? this.#textOf(entry, within) : undefined;
    if (text === undefined) return undefined;
    const file = new SourceFile(within, text);
    this.sources.set(within, file);
    return file;
  }

  list(folder: string): readonly string[] {
    const within = pathWithin(folder);
    if (within === undefined) return [];
    if (this.#isInstalled(within)) return this.#installed?.list(within) ?? [];
    const real = this.#resolve(within);
    const names = real === undefined ? undefined : this.#folders.get(real);
    return [...(names ?? [])]
      .map(([name, kind]) =>
        kind === "folder" || this.#leadsToFolder(within, name, kind) ? `${name}/` : name,
      )
      .sort(compareText);
  }

  exists(path: string): boolean {
    const within = pathWithin(path);
    if (within === undefined) return false;
    if (this.#isInstalled(within)) return this.#installed?.exists(within) ?? false;
    const real = this.#resolve(within);
    return real !== undefined && (this.#folders.has(real) || this.#entries.has(real));
  }

  files(paths: readonly string[]): string[] {
    const found = new Set<string>();
    const linked = new Set<string>();
    for (const path of paths) {
      const within = pathWithin(path);
      const real = within === undefined ? undefined : this.#resolve(within);
      if (within === undefined || real === undefined) continue;
      if (this.#entries.get(real)?.kind === "file") found.add(within);
      else if (this.#folders.has(real)) {
        for (const each of this.#tracked.files(within)) found.add(each);
        for (const each of this.#tracked.filesBehindLinks(within)) linked.add(each);
      }
    }
    // The head of the change has more files, less or as many; where it is cut, it says so.
    return [...new Set([...[...found].slice(0, MAX_FILES), ...linked])].sort(compareText);
  }

  /** All that a commit holds is somebody's word. */
  isTracked(path: string): boolean {
    const within = pathWithin(path);
    const real = within === undefined || this.#isInstalled(within) ? undefined : this.#resolve(within);
    return real !== undefined && this.#entries.has(real);
  }

  identityOf(path: string): string {
    return this.#resolve(path) ?? path;
  }

  get #tracked(): TrackedPaths {
    this.#trackedPaths ??= new TrackedPaths({
      kinds: new Map([...this.#entries].map(([path, { kind }]) => [path, kind])),
      isFile: (path) => this.#entries.get(this.#resolve(path) ?? "")?.kind === "file",
      isFolder: (path) => this.#folders.has(this.#resolve(path) ?? ""),
      identityOf: (path) => this.identityOf(path),
    });
    return this.#trackedPaths;
  }

  /** What a step of the workflow installed is in no commit, neither of the base nor of the change. */
  #isInstalled(path: string): boolean {
    if (!INSTALLED.test(`${path}/`) || this.#folders.has(path) || this.#entries.has(path)) return false;
    return this.#installed !== undefined && !this.#installed.isTracked(path);
  }

  #register(path: string, kind: "file" | "folder" | "link"): void {
    const folder = posix.dirname(path);
    const names = this.#folders.get(folder) ?? new Map();
    if (!this.#folders.has(folder)) {
      this.#folders.set(folder, names);
      this.#register(folder, "folder");
    }
    if (kind === "folder" && !this.#folders.has(path)) this.#folders.set(path, new Map());
    names.set(posix.basename(path), kind);
  }

  #leadsToFolder(folder: string, name: string, kind: string): boolean {
    return kind === "link" && this.#folders.has(this.#resolve(join(folder, name)) ?? "");
  }

  /** A path without links in it; undefined when they lead out or in a circle. */
  #resolve(path: string): string | undefined {
    let rest = path;
    for (let links = 0; links <= MOST_LINKS; links++) {
      const link = this.#firstLink(rest);
      if (!link) return rest;
      const target = this.#bytesOf(link)?.toString("utf8");
      if (target === undefined || target.startsWith("/")) return undefined;
      const behind = rest.slice(link.path.length);
      const led = pathWithin(`${posix.dirname(link.path)}/${target}${behind}`);
      if (led === undefined) return undefined;
      rest = led;
    }
    return undefined;
  }

  #firstLink(path: string): TreeEntry | undefined {
    for (let end = path.indexOf("/"); ; end = path.indexOf("/", end + 1)) {
      const entry = this.#entries.get(end === -1 ? path : path.slice(0, end));
      if (entry?.kind === "link") return entry;
      if (end === -1) return undefined;
    }
  }

  #textOf(entry: TreeEntry, path: string): string | undefined {
    const bytes = entry.bytes > MAX_FILE_BYTES ? undefined : this.#bytesOf(entry);
    const text =
      entry.bytes > MAX_FILE_BYTES ? tooLarge(path, entry.bytes) : bytes && readableText(path, bytes);
    if (typeof text === "string") return text;
    this.#failed.add(path);
    if (text) this.unread.push(text);
    else this.#notHere(path);
    return undefined;
  }

  #bytesOf(entry: TreeEntry): Buffer | undefined {
    if (!this.#texts.has(entry.object)) this.#load(this.#batchAround(entry));
    return this.#texts.get(entry.object);
  }

  /** One process of git for each file would take longer than all the rest. */
  #batchAround(wanted: TreeEntry): string[] {
    const extension = posix.extname(wanted.path);
    const objects = new Set([wanted.object]);
    let bytes = wanted.bytes;
    for (const { path, kind, object, bytes: more } of this.#entries.values()) {
      if (kind !== wanted.kind || more > SMALL_BYTES || this.#texts.has(object)) continue;
      if (posix.extname(path) !== extension || bytes + more > BATCH_BYTES) continue;
      objects.add(object);
      bytes += more;
    }
    return [...objects];
  }

  #load(objects: readonly string[]): void {
    const contents = this.#repository.contents(objects);
    for (const [index, object] of objects.entries()) {
      this.#texts.set(object, contents[index]);
    }
  }

  #notHere(path: string): void {
    const message = `${path} is not among the repository's objects that are here.`;
    this.diagnostics.push({ severity: "error", message, at: startOfFile(path) });
  }
}

function join(folder: string, name: string): string {
  return folder === "." ? name : `${folder}/${name}`;
}
