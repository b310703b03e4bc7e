import type { Repository } from "../engine/checkout/git/repository.ts";
import type { Deadline } from "../workspace/deadline.ts";
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
  if (base.kind === "untold") throw untold(event);
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
  const wanted = head === undefined ? tip : comparable(tip, repository, head, event);
  const policy = isHere(tip, repository, deadline) ? { policyCommit: tip } : { missing: tip };
  return { isGated: true, ...policy, ...comparedWith(wanted, repository, deadline) };
}

/** A push to another branch, a run that somebody or another workflow starts: what is checked out is held against the default branch. */
function ofBranch(
  { name: told, tip: toldTip, before }: Extract<RunEvent["base"], { kind: "branch" }>,
  repository: Repository | undefined,
  deadline: Deadline,
): Base {
  // A folder that is in no repository, by an event that names none: there is no branch that it could be held against.
  if (!repository && told === undefined && toldTip === undefined)
    return { isGated: false, remark: NO_REPOSITORY };
  if (!repository) throw noTip(told, "the workspace is no git repository");
  const name =
    told ?? (toldTip === undefined ? deadline.waitSync((ms) => repository.defaultBranch(ms)) : undefined);
  const tip = toldTip ?? (name === undefined ? undefined : tipOf(name, repository, deadline));
  if (tip === undefined && name === undefined)
    throw noTip(undefined, "neither the event nor the clone says which branch that is");
  if (tip === undefined || !isHere(tip, repository, deadline))
    throw noTip(name, "its commit is not in this clone and could not be fetched");
  const head = repository.commit("HEAD");
  const gated = { isGated: true, policyCommit: tip };
  // What is checked out is the default branch itself: there is no change. What a step has put over it doesn't choose the policy.
  if (head === tip)
    return before === undefined ? gated : { ...gated, ...comparedWith(before, repository, deadline) };
  const fork = head === undefined ? undefined : repository.mergeBase(head, tip);
  return { ...gated, commit: fork ?? tip };
}

function tipOf(name: string, repository: Repository, deadline: Deadline): string | undefined {
  return (
    deadline.waitSync((ms) => repository.remoteTip(name, ms)) ??
    repository.commit(`refs/remotes/origin/${name}`) ??
    repository.commit(`refs/heads/${name}`)
  );
}

/** Without the base's policy there is no telling what the change may do, so nothing is let through. */
function noTip(branch: string | undefined, because: string): InputError {
  const which = branch === undefined ? "" : ` ${branch}`;
  return new InputError([
    `The policy of the default branch${which} can't be read: ${because}. Give actions/checkout the input fetch-depth: 0, and the job the permission contents: read.`,
  ]);
}

function untold({ name }: RunEvent): InputError {
  return new InputError([
    `The payload of the event ${name} names no commit that the change could be held against, so nothing is checked. GITHUB_EVENT_PATH must lead to the payload as GitHub gives it.`,
  ]);
}

/** A gate that looks at the base is green for every change. */
function holdsNoChange(what: string, ref: string): InputError {
  return new InputError([
    `The workspace holds ${what}, so nothing of the change is checked: give actions/checkout the input ref: ${ref}.`,
  ]);
}

/** Finds what the change is compared with; fails where the change isn't what is checked out. */
function comparable(tip: string, repository: Repository, head: string, event: RunEvent): string {
  const { headSha, pullRequest, name, runsOn } = event;
  const isOfBase = () => head === tip || repository.mergeBase(head, tip) === head;
  if (!pullRequest) {
    if (head !== headSha && isOfBase())
      throw holdsNoChange("the base, not the merge group", headSha ?? "that of the merge group");
    return tip;
  }
  const [first, second] = repository.parents(head);
  // GitHub's merge commit: its first parent is what the pull request will really be merged into.
  if (first !== undefined && second === headSha) return first;
  if (headSha !== undefined && head === headSha) return repository.mergeBase(headSha, tip) ?? tip;
  const merge = `refs/pull/${pullRequest.number}/merge`;
  if (isOfBase() || (name === "pull_request_target" && head === runsOn))
    throw holdsNoChange("the base, not the pull request", merge);
  // It runs on the base: whatever else is there was chosen by a step, or has been pushed since.
  if (name === "pull_request_target")
    throw holdsNoChange("neither the pull request's last commit nor its merge into the base", merge);
  return tip;
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
