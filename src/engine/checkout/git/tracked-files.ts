import { isUtf8 } from "node:buffer";
import { Repository } from "./repository.ts";
import { kindOf, type TreeEntry } from "./tree-entry.ts";

/** What git tracks in a work tree: what somebody committed, or is about to. */
export interface TrackedFiles {
  /** Everything by its path relative to the work tree's top, as git orders it. */
  readonly paths: readonly string[];
  /** Those that are links. */
  readonly links: readonly string[];
  /** Those that are other repositories. */
  readonly repositories: readonly string[];
  /** The objects of the files, by path. */
  readonly objects: ReadonlyMap<string, string>;
  /** Tracked, and left out of the work tree by a sparse checkout. */
  readonly sparse: readonly TreeEntry[];
  /** Names that are not UTF-8, with the bytes that are none as `\xff`. */
  readonly misnamed: readonly string[];
}

/** What git tracks in a folder that is the top of a work tree; undefined where that can't be told. */
export function trackedFiles(top: string): TrackedFiles | undefined {
  const listing = Repository.at(top)?.index();
  return listing && new IndexListing(listing);
}

/**
 * Reads `git ls-files -z -t --stage`: `H 100644 <object> 0<tab><path>`, each up to a NUL. There may be hundreds of thousands of lines,
 * most of which nobody asks anything about but the path: the text is decoded once, and cut.
 */
class IndexListing implements TrackedFiles {
  readonly paths: string[] = [];
  readonly links: string[] = [];
  readonly repositories: string[] = [];
  readonly sparse: TreeEntry[] = [];
  readonly misnamed: string[] = [];
  readonly #text: string;
  #objects: Map<string, string> | undefined;

  constructor(listing: Buffer) {
    this.#text = isUtf8(listing) ? listing.toString("utf8") : this.#withoutMisnamed(listing);
    this.#forEach((start, path) => {
      const kind = kindAt(this.#text, start + 2);
      if (this.#text[start] === "S") {
        this.sparse.push({ path, kind, object: this.#objectAt(start) });
        return;
      }
      // Of a conflict, git has a line for each side.
      if (path === this.paths.at(-1)) return;
      this.paths.push(path);
      if (kind === "link") this.links.push(path);
      if (kind === "repository") this.repositories.push(path);
    });
  }

  get objects(): ReadonlyMap<string, string> {
    if (this.#objects) return this.#objects;
    const objects = new Map<string, string>();
    this.#forEach((start, path) => {
      if (this.#text[start] !== "S") objects.set(path, this.#objectAt(start));
    });
    this.#objects = objects;
    return objects;
  }

  #forEach(take: (start: number, path: string) => void): void {
    const text = this.#text;
    for (let start = 0; start < text.length; ) {
      const nul = text.indexOf("\0", start);
      const end = nul === -1 ? text.length : nul;
      const tab = text.indexOf("\t", start);
      if (tab !== -1 && tab < end) take(start, text.slice(tab + 1, end));
      start = end + 1;
    }
  }

  #objectAt(start: number): string {
    const from = this.#text.indexOf(" ", start + 2) + 1;
    return this.#text.slice(from, this.#text.indexOf(" ", from));
  }

  /** Keeps the names that are UTF-8. */
  #withoutMisnamed(listing: Buffer): string {
    const lines: string[] = [];
    for (let start = 0; start < listing.length; ) {
      const end = listing.indexOf(0, start);
      const line = listing.subarray(start, end === -1 ? listing.length : end);
      start += line.length + 1;
      if (isUtf8(line)) lines.push(line.toString("utf8"));
      else this.misnamed.push(escaped(line.subarray(line.indexOf(9) + 1)));
    }
    return lines.join("\0");
  }
}

/** What the mode at an offset says. Nearly all are files. */
function kindAt(text: string, at: number): TreeEntry["kind"] {
  return text.startsWith("100", at) ? "file" : (kindOf(text.slice(at, text.indexOf(" ", at))) ?? "file");
}

function escaped(name: Buffer): string {
  return name
    .toString("latin1")
    .replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
