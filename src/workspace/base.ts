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
  /** Whether where the change left is beyond what a shallow clone has, so that it is held against the revision itself. */
  isForkUnknown: boolean;
}

/** The commits that a change is held against: of a revision of git, such as `origin/main`. */
export function baseOf(top: string, revision: string, head: Checkout): ChangeBase {
  const repository = Repository.at(top);
  if (!repository) throw new UsageError(`--base wants a git repository, and ${top} is none.`);
  const named = repository.commit(revision);
  if (named === undefined) {
    throw new UsageError(
      `There is no revision "${revision}" here.`,
      fetching(revision, repository.isShallow),
    );
  }
  const current = repository.commit("HEAD");
  const parted = current === undefined ? undefined : repository.mergeBase(named, current);
  const tip = new GitCheckout(repository, named, head);
  const before = parted === undefined || parted === named ? tip : new GitCheckout(repository, parted, head);
  const isForkUnknown = parted === undefined && current !== undefined && repository.isShallow;
  return { repository, before, tip, tipCommit: named, isForkUnknown };
}

/** Revisions that are told from another one: `HEAD~2`, `main^`. */
const COUNTED_BACK = /^([^~^]*)((?:[~^]\d*)+)$/;

/** What brings a revision into a clone. A fetch that names no ref of ours leaves it in FETCH_HEAD alone. */
function fetching(revision: string, isShallow: boolean): string | undefined {
  const depth = isShallow ? " --depth=1" : "";
  const why = isShallow ? "The clone is shallow: " : "";
  const [, , steps] = COUNTED_BACK.exec(revision) ?? [];
  if (steps !== undefined) return isShallow ? `${why}git fetch --deepen=${stepsIn(steps)}` : undefined;
  // What a shell would read as more than a word is no name of a branch.
  if (!/^[\w./-]+$/.test(revision) || revision.startsWith("-")) return undefined;
  if (/^[0-9a-f]{40}$/.test(revision)) return `${why}git fetch${depth} origin ${revision}`;
  const [, remote] = /^origin\/(.+)$/.exec(revision) ?? [];
  if (remote !== undefined) return `${why}git fetch${depth} origin ${remote}:refs/remotes/origin/${remote}`;
  return isShallow ? `${why}git fetch --depth=1 origin ${revision}:${revision}` : undefined;
}

/** `~2^` is three steps back, `^2` the second parent of one. */
function stepsIn(steps: string): number {
  return [...steps.matchAll(/([~^])(\d*)/g)].reduce(
    (sum, [, sign, count]) => sum + (sign === "~" && count ? Number(count) : 1),
    0,
  );
}
