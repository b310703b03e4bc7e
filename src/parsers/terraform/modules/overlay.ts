import type { FileSystem } from "../../../parser.ts";
import { compareText } from "../../../source/location.ts";
import { inFolder, resolvePath } from "../../../source/paths.ts";
import type { SourceFile } from "../../../source/source-file.ts";

/** What lies in a folder besides what the checkout has there. */
export interface Laid {
  /** Folders whose files are copied over the folder's own, the last one over those before it. Hidden files stay where they are. */
  copies: readonly string[];
  /** Files that a tool writes there, by name. Undefined: it takes the file away. */
  written: ReadonlyMap<string, SourceFile | undefined>;
}

/** A checkout as it is once a tool has put more files into one of its folders, which need not be there before. */
export class Overlay implements FileSystem {
  readonly base?: FileSystem;
  readonly repository: FileSystem["repository"];
  readonly notes: FileSystem["notes"];
  readonly #below: FileSystem;
  readonly #folder: string;
  readonly #laid: Laid;

  constructor(below: FileSystem, folder: string, laid: Laid) {
    this.#below = below;
    this.#folder = folder;
    this.#laid = laid;
    if (below.base) this.base = below.base;
    this.repository = below.repository;
    this.notes = below.notes;
  }

  read(path: string): SourceFile | undefined {
    const name = this.#nameOf(path);
    if (name !== undefined && this.#laid.written.has(name)) return this.#laid.written.get(name);
    return this.#below.read(this.#placeOf(path));
  }

  list(folder: string): readonly string[] {
    const name = this.#nameOf(folder);
    if (name === undefined) return this.#withFolder(folder);
    const names = new Set(this.#below.list(resolved(folder)));
    for (const copied of this.#laid.copies)
      for (const each of this.#below.list(name === "." ? copied : `${copied}/${name}`))
        if (!each.startsWith(".")) names.add(each);
    const prefix = name === "." ? "" : `${name}/`;
    for (const [path, file] of this.#laid.written) {
      if (!path.startsWith(prefix)) continue;
      const [first = "", ...rest] = path.slice(prefix.length).split("/");
      if (rest.length > 0) names.add(`${first}/`);
      else if (file) names.add(first);
      else names.delete(first);
    }
    return [...names].sort(compareText);
  }

  exists(path: string): boolean {
    const name = this.#nameOf(path);
    if (name === undefined) return this.#below.exists(path) || this.#isAbove(path);
    if (name === ".") return true;
    if (this.#laid.written.has(name)) return this.#laid.written.get(name) !== undefined;
    return this.#below.exists(this.#placeOf(path)) || this.#holdsNames(name);
  }

  isTracked(path: string): boolean {
    const name = this.#nameOf(path);
    return (
      !(name !== undefined && this.#laid.written.has(name)) && this.#below.isTracked(this.#placeOf(path))
    );
  }

  /** Whether a tool puts anything into a folder that isn't there without it. */
  #holdsNames(name: string): boolean {
    for (const [path, file] of this.#laid.written) if (file && path.startsWith(`${name}/`)) return true;
    return this.#laid.copies.some((copied) =>
      this.#below.list(`${copied}/${name}`).some((each) => !each.startsWith(".")),
    );
  }

  /** Where what is read by a path lies in the checkout; undefined for what a tool writes. */
  originOf(path: string): string | undefined {
    const name = this.#nameOf(path);
    if (name !== undefined && this.#laid.written.has(name)) return undefined;
    const place = this.#placeOf(path);
    return this.#below instanceof Overlay ? this.#below.originOf(place) : place;
  }

  /** What there is without anything that a tool puts there. */
  get checkout(): FileSystem {
    return checkoutOf(this.#below);
  }

  /** The checkout that has a folder as this one has it, and that others share. */
  sharing(folder: string): FileSystem {
    const name = this.#nameOf(folder);
    const isOwn = name !== undefined ? this.#lays(name) : this.#isAbove(folder);
    return isOwn ? this : treeOf(folder, this.#below);
  }

  #lays(name: string): boolean {
    if (name === ".") return true;
    if ([...this.#laid.written.keys()].some((path) => path.startsWith(`${name}/`))) return true;
    return this.#laid.copies.some((copied) => this.#below.list(`${copied}/${name}`).length > 0);
  }

  /** The path of something within the folder; `.` for the folder; undefined outside of it. */
  #nameOf(path: string): string | undefined {
    const within = resolved(path);
    if (within === this.#folder) return ".";
    if (this.#folder === ".") return within;
    return within.startsWith(`${this.#folder}/`) ? within.slice(this.#folder.length + 1) : undefined;
  }

  #placeOf(path: string): string {
    const name = this.#nameOf(path);
    if (name === undefined || name === "." || name.split("/").some((part) => part.startsWith(".")))
      return path;
    const copy = this.#laid.copies
      .map((copied) => `${copied}/${name}`)
      .findLast((each) => this.#below.exists(each));
    return copy ?? path;
  }

  /** The names in a folder that the overlaid one may be in, though the checkout doesn't have it. */
  #withFolder(folder: string): readonly string[] {
    const names = this.#below.list(folder);
    if (!this.#isAbove(folder)) return names;
    const within = resolved(folder);
    const rest = within === "." ? this.#folder : this.#folder.slice(within.length + 1);
    const next = `${rest.split("/")[0]}/`;
    return names.includes(next) ? names : [...names, next].sort(compareText);
  }

  #isAbove(folder: string): boolean {
    const within = resolved(folder);
    return within !== this.#folder && (within === "." || this.#folder.startsWith(`${within}/`));
  }
}

/** The tree that has a folder as `fs` has it: what is laid over one folder is of no concern to the others. */
export function treeOf(folder: string, fs: FileSystem): FileSystem {
  return fs instanceof Overlay ? fs.sharing(folder) : fs;
}

/** The checkout that all roots share, without what tools lay over it for one of them. */
export function checkoutOf(fs: FileSystem): FileSystem {
  return fs instanceof Overlay ? fs.checkout : fs;
}

function resolved(path: string): string {
  return resolvePath(".", path) ?? inFolder("..", path);
}
