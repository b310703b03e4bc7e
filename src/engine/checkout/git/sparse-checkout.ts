import type { Diagnostic } from "../../../finding.ts";
import type { UnreadCode } from "../../../parser.ts";
import { compareText } from "../../../source/location.ts";
import type { SourceFile } from "../../../source/source-file.ts";
import type { Checkout } from "../checkout.ts";
import { GitCheckout } from "./git-checkout.ts";
import type { Repository } from "./repository.ts";
import type { TrackedFiles } from "./tracked-files.ts";

/** What is checked out, where git says what of it is left out. */
export type WorkTree = Checkout & { readonly index?: TrackedFiles | undefined };

/**
 * A work tree together with what a sparse checkout leaves out of it, read from git's objects: a change is held against a whole base,
 * so what isn't checked out must count on both sides. Files that are on the disk win.
 */
export class SparseCheckout implements Checkout {
  readonly notes = undefined;
  readonly #disk: WorkTree;
  readonly #rest: GitCheckout;
  readonly #lists = new Map<string, readonly string[]>();

  private constructor(disk: WorkTree, rest: GitCheckout) {
    this.#disk = disk;
    this.#rest = rest;
  }

  /** The whole of a work tree; itself where nothing is left out. */
  static of<Tree extends WorkTree>(disk: Tree, repository: Repository): Tree | SparseCheckout {
    const sparse = disk.index?.sparse ?? [];
    return sparse.length === 0 ? disk : new SparseCheckout(disk, new GitCheckout(repository, sparse));
  }

  get index(): TrackedFiles | undefined {
    return this.#disk.index;
  }

  read(path: string): SourceFile | undefined {
    return this.#treeOf(path).read(path);
  }

  peek(path: string): SourceFile | undefined {
    return this.#treeOf(path).peek(path);
  }

  list(folder: string): readonly string[] {
    const [here, rest] = [this.#disk.list(folder), this.#rest.list(folder)];
    if (rest.length === 0) return here;
    const already = this.#lists.get(folder);
    if (already) return already;
    const list = [...new Set([...here, ...rest])].sort(compareText);
    this.#lists.set(folder, list);
    return list;
  }

  exists(path: string): boolean {
    return this.#disk.exists(path) || this.#rest.exists(path);
  }

  isTracked(path: string): boolean {
    return this.#disk.isTracked(path) || (!this.#disk.exists(path) && this.#rest.isTracked(path));
  }

  identityOf(path: string): string {
    return this.#treeOf(path).identityOf(path);
  }

  files(paths: readonly string[], isWanted?: (path: string) => boolean): string[] {
    return [...new Set([...this.#disk.files(paths, isWanted), ...this.#rest.files(paths, isWanted)])].sort(
      compareText,
    );
  }

  get sources(): ReadonlyMap<string, SourceFile> {
    return new Map([...this.#rest.sources, ...this.#disk.sources]);
  }

  get diagnostics(): Checkout["diagnostics"] {
    const count = this.#rest.diagnostics.length;
    if (count === 0) return this.#disk.diagnostics;
    const which = `${count} ${count === 1 ? "file" : "files"} that the sparse checkout leaves out`;
    const lacking: Diagnostic = {
      severity: "warning",
      message: `${which} can't be had from git here either, so neither side of the change was read there.`,
      hint: "A partial clone fetches them when it can reach its remote; git sparse-checkout disable checks all out.",
    };
    return [...this.#disk.diagnostics, lacking];
  }

  /** What the disk lacks is read from git; what of it isn't among the objects here stays unread. */
  get unread(): readonly UnreadCode[] {
    const lacking = new Set(this.#rest.diagnostics.map(({ at }) => at?.file));
    const isRead = ({ what }: UnreadCode) =>
      this.#rest.exists(what) && !this.#disk.exists(what) && !lacking.has(what);
    return [...this.#disk.unread.filter((code) => !isRead(code)), ...this.#rest.unread];
  }

  get repository(): Checkout["repository"] {
    return this.#disk.repository;
  }

  #treeOf(path: string): Checkout {
    return !this.#disk.exists(path) && this.#rest.exists(path) ? this.#rest : this.#disk;
  }
}
