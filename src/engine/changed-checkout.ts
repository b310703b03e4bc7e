import type { FileSystem } from "../parser.ts";
import type { SourceFile } from "../source/source-file.ts";
import type { Checkout } from "./checkout.ts";

/** A checkout that knows what it is a change of. */
export class ChangedCheckout implements Checkout {
  readonly base: FileSystem;
  readonly #head: Checkout;

  constructor(head: Checkout, base: FileSystem) {
    this.#head = head;
    this.base = base;
  }

  read(path: string): SourceFile | undefined {
    return this.#head.read(path);
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

  files(paths: readonly string[]): string[] {
    return this.#head.files(paths);
  }

  get sources(): Checkout["sources"] {
    return this.#head.sources;
  }

  get diagnostics(): Checkout["diagnostics"] {
    return this.#head.diagnostics;
  }

  get unread(): Checkout["unread"] {
    return this.#head.unread;
  }
}
