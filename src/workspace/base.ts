import type { Checkout } from "../engine/checkout.ts";
import { GitCheckout } from "../engine/git/git-checkout.ts";
import { Repository } from "../engine/git/repository.ts";
import { UsageError } from "./usage-error.ts";

/** The commit that a change is held against: where it left a revision, else the revision itself. */
export function baseOf(top: string, revision: string, head: Checkout): Checkout {
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
  return new GitCheckout(repository, parted ?? named, head);
}
