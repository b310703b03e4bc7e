import type { FileSystem } from "../../parser.ts";
import type { OwnRepository } from "../../source/own-repository.ts";
import type { SourceFile } from "../../source/source-file.ts";
import type { Checkout } from "../checkout/checkout.ts";
import { type Question, Record } from "./basis.ts";

/** A checkout that writes down what is asked of it, whoever asks. */
export class NotedCheckout implements Checkout {
  readonly notes = new Record();
  readonly base?: FileSystem;
  readonly #checkout: Checkout;

  /**
   * @param isBase whether it is what a change is held against: then it is its own base, so that its evaluation asks what that of a
   * change would ask
   */
  constructor(checkout: Checkout, { isBase = false }: { isBase?: boolean } = {}) {
    this.#checkout = checkout;
    const base = isBase ? this : checkout.base;
    if (base) this.base = base;
  }

  read(path: string): SourceFile | undefined {
    const file = this.#checkout.read(path);
    this.notes.asked("read", path, file);
    return file;
  }

  peek(path: string, words?: readonly string[]): SourceFile | undefined {
    return this.#checkout.peek(path, words);
  }

  list(folder: string): readonly string[] {
    const names = this.#checkout.list(folder);
    this.notes.asked("list", folder, names);
    return names;
  }

  exists(path: string): boolean {
    const exists = this.#checkout.exists(path);
    this.notes.asked("exists", path, exists);
    return exists;
  }

  isTracked(path: string): boolean {
    const isTracked = this.#checkout.isTracked(path);
    this.notes.asked("tracked", path, isTracked);
    return isTracked;
  }

  get repository(): OwnRepository | undefined {
    const { repository } = this.#checkout;
    if (!repository) {
      this.notes.asked("urls", "", undefined);
      return undefined;
    }
    const { notes } = this;
    return {
      get urls() {
        const { urls } = repository;
        notes.asked("urls", "", urls.join("\n"));
        return urls;
      },
      isHere(revision) {
        const isHere = repository.isHere(revision);
        notes.asked("here", revision, isHere);
        return isHere;
      },
    };
  }

  identityOf(path: string): string {
    return this.#checkout.identityOf(path);
  }

  files(paths: readonly string[], isWanted?: (path: string) => boolean): string[] {
    return this.#checkout.files(paths, isWanted);
  }

  get sources(): Checkout["sources"] {
    return this.#checkout.sources;
  }

  get diagnostics(): Checkout["diagnostics"] {
    return this.#checkout.diagnostics;
  }

  get unread(): Checkout["unread"] {
    return this.#checkout.unread;
  }

  /** Whether a question about files has the answer here that it had there. */
  answersAlike({ kind, of, answer }: Question): boolean {
    const { repository } = this.#checkout;
    switch (kind) {
      case "read":
        return isSameText(this.peek(of), answer as SourceFile | undefined);
      case "list":
        return isSameList(this.#checkout.list(of), answer as readonly string[]);
      case "exists":
        return this.#checkout.exists(of) === answer;
      case "tracked":
        return this.#checkout.isTracked(of) === answer;
      case "urls":
        return repository?.urls.join("\n") === answer;
      case "here":
        return repository?.isHere(of) === answer;
      default:
        return false;
    }
  }
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((each, index) => each === other[index]));
}

function isSameText(one: SourceFile | undefined, other: SourceFile | undefined): boolean {
  return (
    one === other ||
    (one !== undefined && other !== undefined && one.text === other.text && one.path === other.path)
  );
}
