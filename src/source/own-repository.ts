/** The repository of a checkout, as its own configuration names it and not its files. */
export interface OwnRepository {
  /** The addresses that it is fetched from. */
  readonly urls: readonly string[];
  /** Whether a branch, tag or commit is what is checked out. */
  isHere(revision: string): boolean;
}
