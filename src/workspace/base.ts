import type { Checkout } from "../engine/checkout.ts";
import { GitCheckout } from "../engine/git/git-checkout.ts";
import { Repository } from "../engine/git/repository.ts";
import { UsageError } from "./usage-error.ts";

/** What a change is held against. */
export interface ChangeBase {
  repository: Repository;
  /** Where the change left the revision, else the revision itself. */
  before: Checkout;
  /** The revision itself, whose policy judges: where a change leaves from is its author's choice. */
  tip: Checkout;
  tipCommit: string;
}

/** The commits that a change is held against: of a revision of git, such as `origin/main`. */
export function baseOf(top: string, revision: string, head: Checkout): ChangeBase {
  const repository = Repository.at(top);
  if (!repository) throw new UsageError(`--base wants a git repository, and ${top} is none.`);
  const named = repository.commit(revision);
  if (named === undefined) {
    const hint = repository.isShallow
      ? `The clone is shallow: git fetch --depth=1 origin ${revision.replace(/^origin\//, "")}`
      : undefined;
    throw new UsageError(`There is no revision "${revision}" here.`, hint);
  }
  const current = repository.commit("HEAD");
  const parted = current === undefined ? undefined : repository.mergeBase(named, current);
  const tip = new GitCheckout(repository, named, head);
  const before = parted === undefined || parted === named ? tip : new GitCheckout(repository, parted, head);
  return { repository, before, tip, tipCommit: named };
}
