import type { Checkout } from "../engine/checkout/checkout.ts";
import { GitCheckout } from "../engine/checkout/git/git-checkout.ts";
import { Repository } from "../engine/checkout/git/repository.ts";
import { SparseCheckout, type WorkTree } from "../engine/checkout/git/sparse-checkout.ts";
import { nearest } from "../source/nearest.ts";
import { UsageError } from "./usage-error.ts";

/** More branches say nothing more. */
const SHOWN = 5;

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
  /** What is checked out, with what a sparse checkout leaves out of it. */
  head: Checkout;
}

/** The commits that a change is held against: of a revision of git, such as `origin/main`. */
export function baseOf(top: string, revision: string, workTree: WorkTree): ChangeBase {
  const repository = Repository.at(top);
  if (!repository) throw new UsageError(`--base wants a git repository, and ${top} is none.`);
  const named = repository.commit(revision);
  if (named === undefined) {
    throw new UsageError(`There is no revision "${revision}" here.`, howToGet(revision, repository));
  }
  const { head: current, parted } = repository.partingFrom(named);
  const head = SparseCheckout.of(workTree, repository);
  const tip = new GitCheckout(repository, named, head);
  const before = parted === undefined || parted === named ? tip : new GitCheckout(repository, parted, head);
  const isForkUnknown = parted === undefined && current !== undefined && repository.isShallow;
  return { repository, before, tip, tipCommit: named, isForkUnknown, head };
}

/** Revisions that are told from another one: `HEAD~2`, `main^`. */
const COUNTED_BACK = /^([^~^]*)((?:[~^]\d*)+)$/;

/** `~2^` is three steps back, `^2` the second parent of one. */
function stepsIn(steps: string): number {
  return [...steps.matchAll(/([~^])(\d*)/g)].reduce(
    (sum, [, sign, count]) => sum + (sign === "~" && count ? Number(count) : 1),
    0,
  );
}

/** How a revision that isn't here may be had, as a command that works in this very clone; or which one was meant. */
function howToGet(revision: string, repository: Repository): string {
  const { remotes, branches, isShallow } = repository;
  const [, , steps] = COUNTED_BACK.exec(revision) ?? [];
  if (steps !== undefined && isShallow) return `The clone is shallow: git fetch --deepen=${stepsIn(steps)}`;
  // What a shell would read as more than a word is no name of a branch.
  const isPlain = /^[\w./-]+$/.test(revision) && !revision.startsWith("-");
  const branchOf = remotes.find((remote) => revision.startsWith(`${remote}/`));
  const onServer = remotes.map((remote) => `${remote}/${revision}`).find((each) => branches.includes(each));
  if (onServer !== undefined) return `Did you mean ${onServer}?`;
  const meant = nearest(revision, branches);
  if (!isPlain || remotes.length === 0 || (meant !== undefined && !isShallow))
    return meant === undefined
      ? `${isPlain ? "The clone has no remote to fetch it from. " : ""}${branches.length === 0 ? "Nothing is committed here, or git can't read it: see what git log says." : `Branches here: ${branches.slice(0, SHOWN).join(", ")}.`}`
      : `Did you mean ${meant}?`;
  const remote = branchOf ?? (remotes.includes("origin") ? "origin" : (remotes[0] ?? "origin"));
  const name = branchOf === undefined ? revision : revision.slice(branchOf.length + 1);
  const [why, depth] = isShallow ? ["The clone is shallow: ", " --depth=1"] : ["", ""];
  if (/^[0-9a-f]{7,64}$/.test(name)) return `${why}git fetch${depth} ${remote} ${name}`;
  // A clone of one branch, or of one commit, has no rule that would give the branch its name here.
  const fetched = `${why}git fetch${depth} ${remote} +refs/heads/${name}:refs/remotes/${remote}/${name}`;
  return branchOf === undefined ? `${fetched}, then --base ${remote}/${name}` : fetched;
}
