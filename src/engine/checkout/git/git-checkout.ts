import { posix } from "node:path";
import type { Diagnostic } from "../../../finding.ts";
import type { UnreadCode } from "../../../parser.ts";
import { compareText, startOfFile } from "../../../source/location.ts";
import type { OwnRepository } from "../../../source/own-repository.ts";
import { SourceFile } from "../../../source/source-file.ts";
import { type Checkout, MAX_FILES, pathWithin } from "../checkout.ts";
import { readableText, tooLarge } from "../readable-text.ts";
import { TrackedPaths } from "../tracked-paths.ts";
import { notCheckedOut } from "../unread-files.ts";
import { areAlike, Blobs, isObject } from "./blobs.ts";
import { NamedRepository } from "./own-repository.ts";
import type { Repository } from "./repository.ts";
import type { TrackedFiles } from "./tracked-files.ts";
import type { TreeEntry } from "./tree-entry.ts";

/** As in Linux: a longer chain of links is a circle. */
const MOST_LINKS = 40;
/** What `terraform init` made is outside of version control, so a commit is read with what is there now. */
const INSTALLED = /(?:^|\/)\.terraform\//;

/** What lies beside a commit: the work tree. */
type Beside = Pick<Checkout, "read" | "peek" | "list" | "exists" | "isTracked"> & {
  readonly index?: TrackedFiles | undefined;
  readonly unreadTracked?: readonly UnreadCode[];
};

/** A commit, read from git's objects: nothing is written to disk. Links are followed inside of it only. */
export class GitCheckout implements Checkout {
  readonly notes = undefined;
  readonly sources = new Map<string, SourceFile>();
  readonly diagnostics: Diagnostic[] = [];
  readonly unread: UnreadCode[] = [];
  readonly repository: OwnRepository;
  readonly #entries: ReadonlyMap<string, TreeEntry>;
  readonly #hasLinks: boolean;
  readonly #blobs: Blobs;
  readonly #folders = new Map<string, Map<string, "file" | "folder" | "link">>();
  readonly #lists = new Map<string, readonly string[]>();
  readonly #failed = new Set<string>();
  readonly #here: Beside | undefined;
  #trackedPaths: TrackedPaths | undefined;

  /** @param here what is checked out: where it has the same text, git isn't asked for it, and `.terraform` folders are in no commit */
  constructor(repository: Repository, commit: string | readonly TreeEntry[], here?: Beside) {
    // What is checked out is the same for a change and for what it is held against.
    this.repository = new NamedRepository(repository);
    this.#here = here;
    const all = typeof commit === "string" ? repository.entries(commit) : commit;
    const entries = all.filter((entry) => pathWithin(entry.path) === entry.path);
    this.#entries = new Map(entries.map((entry) => [entry.path, entry]));
    this.#blobs = new Blobs(repository, this.#entries, (each, wanted) => this.#isLikely(each, wanted));
    this.#hasLinks = entries.some(({ kind }) => kind === "link");
    this.#folders.set(".", new Map());
    for (const { path, kind } of entries) this.#register(path, kind === "repository" ? "folder" : kind);
  }

  read(path: string): SourceFile | undefined {
    const within = pathWithin(path);
    if (within === undefined || this.#failed.has(within)) return undefined;
    if (this.#isInstalled(within)) return this.#here?.read(within);
    const already = this.sources.get(within);
    if (already) return already;
    const file = this.#fileAt(within);
    if (file instanceof SourceFile) {
      this.sources.set(within, file);
      return file;
    }
    if (file === "none") return undefined;
    this.#failed.add(within);
    if (file) this.unread.push(file);
    else this.#notHere(within);
    return undefined;
  }

  peek(path: string): SourceFile | undefined {
    const within = pathWithin(path);
    if (within === undefined || this.#failed.has(within)) return undefined;
    if (this.#isInstalled(within)) return this.#here?.peek(within);
    const file = this.sources.get(within) ?? this.#fileAt(within);
    return file instanceof SourceFile ? file : undefined;
  }

  list(folder: string): readonly string[] {
    const within = pathWithin(folder);
    if (within === undefined) return [];
    if (this.#isInstalled(within)) return this.#here?.list(within) ?? [];
    const already = this.#lists.get(within);
    if (already) return already;
    const real = this.#resolve(within);
    const names = real === undefined ? undefined : this.#folders.get(real);
    const list = [...(names ?? [])]
      .map(([name, kind]) =>
        kind === "folder" || this.#leadsToFolder(within, name, kind) ? `${name}/` : name,
      )
      .sort(compareText);
    this.#lists.set(within, list);
    return list;
  }

  exists(path: string): boolean {
    const within = pathWithin(path);
    if (within === undefined) return false;
    if (this.#isInstalled(within)) return this.#here?.exists(within) ?? false;
    const real = this.#resolve(within);
    return real !== undefined && (this.#folders.has(real) || this.#entries.has(real));
  }

  files(paths: readonly string[], isWanted?: (path: string) => boolean): string[] {
    const found = new Set<string>();
    const linked = new Set<string>();
    for (const path of paths) {
      const within = pathWithin(path);
      const real = within === undefined ? undefined : this.#resolve(within);
      if (within === undefined || real === undefined) continue;
      if (this.#entries.get(real)?.kind === "file") found.add(within);
      else if (this.#folders.has(real)) {
        for (const each of this.#tracked.files(within, isWanted)) found.add(each);
        for (const each of this.#tracked.filesBehindLinks(within, { isWanted })) linked.add(each);
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
    if (this.#trackedPaths) return this.#trackedPaths;
    this.unread.push(...this.#unreadOnBothSides());
    this.#trackedPaths = new TrackedPaths({
      paths: [...this.#entries.keys()],
      links: [...this.#entries].flatMap(([path, { kind }]) => (kind === "link" ? [path] : [])),
      isFile: (path) => this.#entries.get(this.#resolve(path) ?? "")?.kind === "file",
      isFolder: (path) => this.#folders.has(this.#resolve(path) ?? ""),
      identityOf: (path) => this.identityOf(path),
    });
    return this.#trackedPaths;
  }

  /** A submodule or a link that can't be followed where it is checked out can't be followed in a commit that has the same. */
  #unreadOnBothSides(): UnreadCode[] {
    const { index, unreadTracked = [] } = this.#here ?? {};
    return unreadTracked.filter(({ what }) => {
      const object = this.#entries.get(what)?.object;
      return object !== undefined && index?.objects.get(what) === object;
    });
  }

  /** What a step of the workflow installed is in no commit, neither of the base nor of the change. */
  #isInstalled(path: string): boolean {
    if (!path.includes(".terraform") || !INSTALLED.test(`${path}/`)) return false;
    if (this.#folders.has(path) || this.#entries.has(path)) return false;
    return this.#here !== undefined && !this.#here.isTracked(path);
  }

  #register(path: string, kind: "file" | "folder" | "link"): void {
    const slash = path.lastIndexOf("/");
    const folder = slash === -1 ? "." : path.slice(0, slash);
    const names = this.#folders.get(folder) ?? new Map();
    if (!this.#folders.has(folder)) {
      this.#folders.set(folder, names);
      this.#register(folder, "folder");
    }
    if (kind === "folder" && !this.#folders.has(path)) this.#folders.set(path, new Map());
    names.set(path.slice(slash + 1), kind);
  }

  #leadsToFolder(folder: string, name: string, kind: string): boolean {
    return kind === "link" && this.#folders.has(this.#resolve(join(folder, name)) ?? "");
  }

  /** A path without links in it; undefined when they lead out or in a circle. */
  #resolve(path: string): string | undefined {
    if (!this.#hasLinks) return path;
    let rest = path;
    for (let links = 0; links <= MOST_LINKS; links++) {
      const link = this.#firstLink(rest);
      if (!link) return rest;
      const content = this.#blobs.of(link);
      const target = Buffer.isBuffer(content) ? content.toString("utf8") : undefined;
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

  /** A file of the commit; why it has no text; undefined for one that isn't here. */
  #fileAt(path: string): SourceFile | UnreadCode | undefined | "none" {
    const entry = this.#entries.get(this.#resolve(path) ?? "");
    if (entry?.kind !== "file") return "none";
    const same = this.#here?.peek(path);
    if (same?.path === path && isObject(same, entry.object)) return same;
    const content = this.#blobs.of(entry);
    if (!content) return undefined;
    const text = Buffer.isBuffer(content) ? readableText(path, content) : tooLarge(path, content.bytes);
    return typeof text === "string" ? new SourceFile(path, text) : text;
  }

  /** What isn't as it is checked out, and what else is of the kind that is asked for. */
  #isLikely(each: TreeEntry, wanted: TreeEntry): boolean {
    const { index } = this.#here ?? {};
    if (each.kind === "link" || !index) return areAlike(each, wanted);
    if (index.objects.get(each.path) !== each.object) return true;
    const same = areAlike(each, wanted) ? this.#here?.peek(each.path) : undefined;
    return areAlike(each, wanted) && !(same && isObject(same, each.object));
  }

  /** What a sparse checkout leaves out and isn't here can be read on neither side of a change. */
  #notHere(path: string): void {
    const object = this.#entries.get(path)?.object;
    if (this.#here?.index?.sparse.some((each) => each.path === path && each.object === object)) {
      this.unread.push(notCheckedOut(path));
      return;
    }
    const message = `${path} is not among the repository's objects that are here.`;
    this.diagnostics.push({ severity: "error", message, at: startOfFile(path) });
  }
}

function join(folder: string, name: string): string {
  return folder === "." ? name : `${folder}/${name}`;
}
