import { createHash } from "node:crypto";
import { posix } from "node:path";
import type { SourceFile } from "../../../source/source-file.ts";
import { mayBePlan } from "../file-bounds.ts";
import type { Repository } from "./repository.ts";
import type { TreeEntry } from "./tree-entry.ts";

/** What is had together with a file that is asked for, as far as it is small. */
const BATCH_BYTES = 16 * 1024 * 1024;
const SMALL_BYTES = 512 * 1024;

/** More is looked into only where a plan may be in it: what else there is is over its bound. */
const LOOKED_INTO_BYTES = 64 * 1024 * 1024;

/** The content of an object: its bytes, its size where they are too many, or undefined where it isn't here. */
export type Content = Buffer | { bytes: number } | undefined;

/** The contents of a commit's files, had from git in as few processes as can be: one for each file would take longer than all the rest. */
export class Blobs {
  readonly #repository: Repository;
  readonly #entries: ReadonlyMap<string, TreeEntry>;
  readonly #isLikely: (entry: TreeEntry, wanted: TreeEntry) => boolean;
  readonly #known = new Map<string, Content>();

  /** @param isLikely whether a file will be asked for as well where another one is */
  constructor(
    repository: Repository,
    entries: ReadonlyMap<string, TreeEntry>,
    isLikely: (entry: TreeEntry, wanted: TreeEntry) => boolean,
  ) {
    this.#repository = repository;
    this.#entries = entries;
    this.#isLikely = isLikely;
  }

  of(entry: TreeEntry): Content {
    const known = this.#known.get(entry.object);
    // One content may lie there by several names, of which only one is a plan's.
    const isRefused = known !== undefined && !Buffer.isBuffer(known) && isInBounds(entry, known.bytes);
    if (isRefused || !this.#known.has(entry.object)) this.#load(entry);
    return this.#known.get(entry.object);
  }

  #load(wanted: TreeEntry): void {
    const likely = [...this.#entries.values()].filter(
      (each) => each.kind !== "repository" && !this.#known.has(each.object) && this.#isLikely(each, wanted),
    );
    const objects = [...new Set([wanted.object, ...likely.map(({ object }) => object)])];
    const sizes = this.#repository.sizes(objects);
    const batch: string[] = [];
    let sum = 0;
    for (const object of objects) {
      const bytes = sizes.get(object);
      const isWanted = object === wanted.object;
      if (bytes === undefined || (isWanted && !isInBounds(wanted, bytes)))
        this.#known.set(object, bytes === undefined ? undefined : { bytes });
      else if (isWanted || (bytes <= SMALL_BYTES && sum + bytes <= BATCH_BYTES)) {
        batch.push(object);
        sum += bytes;
      }
    }
    if (batch.length === 0) return;
    const contents = this.#repository.contents(batch);
    for (const [index, object] of batch.entries()) this.#known.set(object, contents[index]);
  }
}

/** Whether a file is had from git: then it is looked into whether it is what its bound is for. */
function isInBounds({ path }: TreeEntry, bytes: number): boolean {
  return bytes <= LOOKED_INTO_BYTES || mayBePlan(path, bytes);
}

/** Whether two files are of one kind by their names: who asks for one mostly asks for the other. */
export function areAlike(one: TreeEntry, other: TreeEntry): boolean {
  return one.kind === other.kind && posix.extname(one.path) === posix.extname(other.path);
}

/** Texts may be asked for often. */
const hashes = new WeakMap<SourceFile, string>();

/** Whether a text, as it lies in the work tree, is what git knows by the name of an object. */
export function isObject(file: SourceFile, object: string): boolean {
  const known = hashes.get(file) ?? nameOf(file, object.length === 64 ? "sha256" : "sha1");
  hashes.set(file, known);
  return known === object;
}

/** How git names a file's content: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
function nameOf({ text, hasByteOrderMark }: SourceFile, algorithm: string): string {
  const whole = hasByteOrderMark ? `\ufeff${text}` : text;
  const header = `blob ${Buffer.byteLength(whole, "utf8")}\0`;
  return createHash(algorithm).update(header).update(whole, "utf8").digest("hex");
}
