import { compareText } from "../../source/location.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { type Checkout, isBelow, pathWithin } from "./checkout.ts";

/**
 * A checkout with other texts in the place of some of its files, or beside them: what it would be with fixes made, or with what is
 * typed in an editor saved. It has read what was read through it, whatever the checkout below it has read before.
 */
export class EditedCheckout implements Checkout {
  readonly notes = undefined;
  readonly sources = new Map<string, SourceFile>();
  readonly #checkout: Checkout;
  readonly #edited: ReadonlyMap<string, SourceFile>;
  /** The paths of those that the checkout doesn't have. */
  readonly #added: readonly string[];

  /** @param edited by path, as the checkout's own sources name them */
  constructor(checkout: Checkout, edited: ReadonlyMap<string, SourceFile>) {
    this.#checkout = checkout;
    this.#edited = edited;
    this.#added = [...edited.keys()].filter((path) => !checkout.exists(path));
  }

  read(path: string): SourceFile | undefined {
    const within = pathWithin(path);
    const file = (within === undefined ? undefined : this.#edited.get(within)) ?? this.#checkout.read(path);
    if (file) this.sources.set(file.path, file);
    return file;
  }

  peek(path: string, words?: readonly string[]): SourceFile | undefined {
    const within = pathWithin(path);
    return (within === undefined ? undefined : this.#edited.get(within)) ?? this.#checkout.peek(path, words);
  }

  list(folder: string): readonly string[] {
    const names = this.#checkout.list(folder);
    const within = pathWithin(folder);
    if (within === undefined || this.#added.length === 0) return names;
    const prefix = within === "." ? "" : `${within}/`;
    const added = this.#added
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length).replace(/\/.*/, "/"));
    return added.length === 0 ? names : [...new Set([...names, ...added])].sort(compareText);
  }

  exists(path: string): boolean {
    if (this.#checkout.exists(path)) return true;
    const within = pathWithin(path);
    return within !== undefined && this.#added.some((each) => isBelow(each, within));
  }

  files(paths: readonly string[], isWanted?: (path: string) => boolean): string[] {
    const files = this.#checkout.files(paths, isWanted);
    const wanted = paths.flatMap((path) => pathWithin(path) ?? []);
    const added = this.#added.filter(
      (path) => wanted.some((folder) => isBelow(path, folder)) && (isWanted?.(path) ?? true),
    );
    return added.length === 0 ? files : [...files, ...added].sort(compareText);
  }

  isTracked(path: string): boolean {
    return this.#checkout.isTracked(path);
  }

  identityOf(path: string): string {
    return this.#checkout.identityOf(path);
  }

  get repository(): Checkout["repository"] {
    return this.#checkout.repository;
  }

  get unread(): Checkout["unread"] {
    return this.#checkout.unread;
  }

  get diagnostics(): Checkout["diagnostics"] {
    return this.#checkout.diagnostics;
  }
}
