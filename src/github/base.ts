import type { Repository } from "../engine/git/repository.ts";
import type { Deadline } from "./deadline.ts";
import type { RunEvent } from "./event.ts";

/** The commit that a change is held against, or why there is none. */
export type Base =
  | { commit: string; remark?: string }
  /** A pull request without a base that can be read. `missing` is its commit. */
  | { commit: undefined; missing?: string; remark?: string };

/** Finds the commit that a change is held against, and fetches it where the clone is shallow. */
export function findBase(repository: Repository | undefined, event: RunEvent, deadline: Deadline): Base {
  if (event.baseSha === undefined) return { commit: undefined };
  if (!repository) {
    const remark = "The workspace is no git repository, so there is no base to compare with.";
    return { commit: undefined, missing: event.baseSha, remark };
  }
  const head = repository.commit("HEAD");
  const wanted = wantedBase(repository, head, event);
  if (wanted.commit === undefined) return wanted;
  const { commit } = wanted;
  if (repository.commit(commit) ?? deadline.waitSync((ms) => repository.fetchCommit(commit, ms)))
    return wanted;
  const remark = `The base commit ${wanted.commit.slice(0, 12)} is not in this clone and could not be fetched, so nothing is compared. Give actions/checkout the input fetch-depth: 2, or 0.`;
  return { commit: undefined, missing: wanted.commit, remark };
}

function wantedBase(repository: Repository, head: string | undefined, event: RunEvent): Base {
  const { baseSha, headSha, pullRequest } = event;
  if (!pullRequest || head === undefined) return { commit: baseSha };
  const [first, second] = repository.parents(head);
  // GitHub's merge commit: its first parent is what the pull request will really be merged into.
  if (first !== undefined && second === headSha) return { commit: first };
  if (head === headSha) {
    const fork = baseSha === undefined ? undefined : repository.mergeBase(headSha, baseSha);
    return { commit: fork ?? baseSha };
  }
  if (head === baseSha || (event.name === "pull_request_target" && second !== headSha)) {
    const remark = `The workspace holds the base, not the pull request: give actions/checkout the input ref: refs/pull/${pullRequest.number}/merge.`;
    return { commit: undefined, remark };
  }
  return { commit: baseSha };
}
