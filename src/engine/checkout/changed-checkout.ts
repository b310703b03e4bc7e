import type { FileSystem, UnreadCode } from "../../parser.ts";
import type { SourceFile } from "../../source/source-file.ts";
import type { Checkout } from "./checkout.ts";

/** A checkout that knows what it is a change of. */
export class ChangedCheckout implements Checkout {
  readonly notes = undefined;
  readonly base: FileSystem;
  readonly #head: Checkout;
  readonly #deployed: readonly string[];

  /** @param deployed the files that the base's roots are made of and take values from */
  constructor(head: Checkout, base: FileSystem, deployed: readonly string[]) {
    this.#head = head;
    this.base = base;
    this.#deployed = deployed;
  }

  read(path: string): SourceFile | undefined {
    return this.#head.read(path);
  }

  peek(path: string, words?: readonly string[]): SourceFile | undefined {
    return this.#head.peek(path, words);
  }

  list(folder: string): readonly string[] {
    return this.#head.list(folder);
  }

  exists(path: string): boolean {
    return this.#head.exists(path);
  }

  isTracked(path: string): boolean {
    return this.#head.isTracked(path);
  }

  identityOf(path: string): string {
    return this.#head.identityOf(path);
  }

  files(paths: readonly string[], isWanted?: (path: string) => boolean): string[] {
    return this.#head.files(paths, isWanted);
  }

  get sources(): Checkout["sources"] {
    return this.#head.sources;
  }

  get diagnostics(): Checkout["diagnostics"] {
    return this.#head.diagnostics;
  }

  get repository(): Checkout["repository"] {
    return this.#head.repository;
  }

  get unread(): Checkout["unread"] {
    return this.#head.unread.map((code) => this.#asChanged(code));
  }

  /** What the change made unreadable: it can't take code out of its own gate so, nor bring some that nobody sees. */
  #asChanged(code: UnreadCode): UnreadCode {
    const { what, because, mayBeTemplate = false } = code;
    if (!code.isBroken && this.#wasDeployed(what) && this.#head.isTracked(what)) {
      const lost = `What the base takes from ${what} can't be read any more: ${because}`;
      return { ...code, because: lost, mayHoldFunctions: true, isBroken: true };
    }
    const isBrought = mayBeTemplate && !this.#isSameInBase(what);
    return isBrought ? { ...code, mayHoldFunctions: true } : code;
  }

  #wasDeployed(path: string): boolean {
    return this.#deployed.some((file) => file === path || file.startsWith(`${path}/`));
  }

  /** Whether the base can't be read there either. */
  #isSameInBase(path: string): boolean {
    return this.base.exists(path) && this.base.read(path) === undefined;
  }
}
