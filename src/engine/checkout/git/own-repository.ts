import type { OwnRepository } from "../../../source/own-repository.ts";
import type { Repository } from "./repository.ts";

/** What git calls a repository; asked for once, and only where something wants to know. */
export class NamedRepository implements OwnRepository {
  readonly #repository: Repository;
  readonly #known = new Map<string, boolean>();
  #urls: readonly string[] | undefined;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  get urls(): readonly string[] {
    this.#urls ??= this.#repository.urls();
    return this.#urls;
  }

  isHere(revision: string): boolean {
    const known = this.#known.get(revision) ?? this.#repository.isCheckedOut(revision);
    this.#known.set(revision, known);
    return known;
  }
}
