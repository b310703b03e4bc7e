import type { Repository } from "../engine/git/repository.ts";
import type { Deadline } from "./deadline.ts";
import type { RunEvent } from "./event.ts";
import { InputError } from "./inputs.ts";

/** What a run is held against, as far as it is in the clone. */
export interface Base {
  /** Whether the policy is that of the base, so that the change can't loosen its own gate. */
  isGated: boolean;
  /** The commit that the change is compared with. */
  commit?: string;
  /** The commit whose policy judges: the tip of the base as the event names it, wherever the change left from. */
  policyCommit?: string;
  /** The tip, where it is not in the clone and could not be fetched. */
  missing?: string;
  remark?: string;
}

/** Finds the commits that a change is held against, and fetches them where the clone is shallow. */
export function findBase(repository: Repository | undefined, event: RunEvent, deadline: Deadline): Base {
  const { base } = event;
  if (base.kind === "before") {
    if (base.sha === undefined) return { isGated: false };
    if (!repository) return { isGated: false, remark: NO_REPOSITORY };
    return { isGated: false, ...comparedWith(base.sha, repository, deadline) };
  }
  if (base.kind === "commit") return ofCommit(base.sha, repository, event, deadline);
  return ofBranch(base, repository, deadline);
}

const NO_REPOSITORY = "The workspace is no git repository, so there is no base to compare with.";

/** A pull request or a merge group: the event names the tip. */
function ofCommit(
  tip: string,
  repository: Repository | undefined,
  event: RunEvent,
  deadline: Deadline,
): Base {
  if (!repository) return { isGated: true, missing: tip, remark: NO_REPOSITORY };
  const head = repository.commit("HEAD");
  const wanted = head === undefined ? { commit: tip } : comparable(tip, repository, head, event);
  const policy = isHere(tip, repository, deadline) ? { policyCommit: tip } : { missing: tip };
  if ("remark" in wanted) return { isGated: true, ...policy, ...wanted };
  return { isGated: true, ...policy, ...comparedWith(wanted.commit, repository, deadline) };
}

/** A push to another branch, a run that somebody or another workflow starts: what isn't on the default branch is held against it. */
function ofBranch(
  { name, tip: told }: Extract<RunEvent["base"], { kind: "branch" }>,
  repository: Repository | undefined,
  deadline: Deadline,
): Base {
  if (!repository) throw noTip(name, "the workspace is no git repository");
  const tip =
    told ??
    deadline.waitSync((ms) => repository.remoteTip(name, ms)) ??
    repository.commit(`refs/remotes/origin/${name}`) ??
    repository.commit(`refs/heads/${name}`);
  if (tip === undefined || !isHere(tip, repository, deadline))
    throw noTip(name, "its commit is not in this clone and could not be fetched");
  const head = repository.commit("HEAD");
  // What is checked out is the default branch itself: there is no change.
  if (head === tip) return { isGated: false };
  const fork = head === undefined ? undefined : repository.mergeBase(head, tip);
  return { isGated: true, commit: fork ?? tip, policyCommit: tip };
}

/** Without the base's policy there is no telling what the change may do, so nothing is let through. */
function noTip(branch: string, because: string): InputError {
  return new InputError([
    `The policy of the default branch ${branch} can't be read: ${because}. Give actions/checkout the input fetch-depth: 0, and the job the permission contents: read.`,
  ]);
}

function comparable(
  tip: string,
  repository: Repository,
  head: string,
  { headSha, pullRequest, name }: RunEvent,
): { commit: string } | { remark: string } {
  if (!pullRequest) return { commit: tip };
  const [first, second] = repository.parents(head);
  // GitHub's merge commit: its first parent is what the pull request will really be merged into.
  if (first !== undefined && second === headSha) return { commit: first };
  if (head === headSha) return { commit: repository.mergeBase(headSha, tip) ?? tip };
  if (head === tip || (name === "pull_request_target" && second !== headSha))
    return {
      remark: `The workspace holds the base, not the pull request: give actions/checkout the input ref: refs/pull/${pullRequest.number}/merge.`,
    };
  return { commit: tip };
}

function comparedWith(commit: string, repository: Repository, deadline: Deadline): Partial<Base> {
  if (isHere(commit, repository, deadline)) return { commit };
  const remark = `The base commit ${commit.slice(0, 12)} is not in this clone and could not be fetched, so nothing is compared. Give actions/checkout the input fetch-depth: 2, or 0.`;
  return { remark };
}

function isHere(commit: string, repository: Repository, deadline: Deadline): boolean {
  if (repository.commit(commit) !== undefined) return true;
  return deadline.waitSync((ms) => repository.fetchCommit(commit, ms));
}
