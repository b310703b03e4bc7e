import { readFileSync } from "node:fs";
import { z } from "zod/mini";
import type { RunningWorkflow } from "../workspace/adoption.ts";

/** The environment that the runner sets, or a test in its place. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What started the run, as far as it matters here. */
export interface RunEvent {
  /** `pull_request`, `merge_group`, `push`, … */
  name: string;
  /** Undefined outside of GitHub. */
  repository: { owner: string; repo: string } | undefined;
  /** `https://github.com`, or the server of an enterprise. */
  serverUrl: string;
  /** The commit that links and check runs are about: the pull request's own, not the merge that GitHub makes to test it. */
  headSha: string | undefined;
  /** The commit that GitHub runs the event on: of `pull_request_target`, the base's. */
  runsOn?: string | undefined;
  /**
   * What the run is held against: the commit that a pull request or merge group names as its base, the default branch for everything
   * else that isn't pushed to it, and only for the comparison the commit before a push to it.
   */
  base:
    | { kind: "commit"; sha: string }
    /** The default branch, by its name and its commit where the event says them; `before`: of a push that may be one to it. */
    | { kind: "branch"; name?: string | undefined; tip?: string | undefined; before?: string | undefined }
    | { kind: "before"; sha: string | undefined }
    /** The event is about a change, and its payload doesn't say what the change is to be held against. */
    | { kind: "untold" };
  pullRequest: { number: number; fromFork: boolean } | undefined;
  /** What runs the check, where the runner says it. */
  workflow?: RunningWorkflow | undefined;
  /** Whether Dependabot started the run: GitHub gives it a token that only reads, as it gives a fork. */
  isByDependabot?: boolean;
}

const sha = z.string().check(z.regex(/^(?!0+$)[0-9a-f]{40,64}$/));
const maybe = <T extends z.ZodMiniType>(schema: T) => z.catch(z.optional(schema), undefined);

// A payload is GitHub's own, but a run may be simulated by other tools: what doesn't fit counts as absent.
const Payload = z.object({
  pull_request: maybe(
    z.object({
      number: z.int().check(z.positive()),
      base: z.object({ sha, repo: z.object({ full_name: z.string() }) }),
      head: z.object({ sha, repo: z.nullable(z.object({ full_name: z.string() })) }),
    }),
  ),
  merge_group: maybe(z.object({ base_sha: sha, head_sha: sha })),
  repository: maybe(z.object({ default_branch: z.string() })),
  ref: maybe(z.string()),
  before: maybe(sha),
  after: maybe(sha),
});

/** Reads the event from the runner's environment and its payload file. */
export function readEvent(environment: Environment): RunEvent {
  const payload = z.catch(Payload, {}).parse(payloadOf(environment["GITHUB_EVENT_PATH"]));
  const pull = payload.pull_request;
  const group = payload.merge_group;
  const runsOn = sha.safeParse(environment["GITHUB_SHA"]).data;
  return {
    name: environment["GITHUB_EVENT_NAME"] ?? "",
    repository: repositoryOf(environment["GITHUB_REPOSITORY"]),
    serverUrl: environment["GITHUB_SERVER_URL"] ?? "https://github.com",
    headSha: pull?.head.sha ?? group?.head_sha ?? runsOn,
    runsOn,
    base: baseOf(payload, environment),
    workflow: workflowOf(environment, payload.repository?.default_branch),
    isByDependabot: environment["GITHUB_ACTOR"] === "dependabot[bot]",
    pullRequest: pull && {
      number: pull.number,
      // The head repository is null when the fork has been deleted.
      fromFork: pull.head.repo?.full_name !== pull.base.repo.full_name,
    },
  };
}

/** Events about a change, whose payload names the base. */
const NAMES_BASE = /^(?:pull_request(?:_target|_review|_review_comment)?|merge_group)$/;

/** Events that run on the default branch whatever they are about: what they check out is somebody's choice. */
const ON_DEFAULT_BRANCH: ReadonlySet<string> = new Set([
  "workflow_run",
  "issue_comment",
  "schedule",
  "repository_dispatch",
]);

/**
 * A push to the default branch is judged by what it brings: it is what everything else is held against. On any other event, that the ref
 * is the default branch says nothing of what a step has checked out.
 */
function baseOf(
  { pull_request: pull, merge_group: group, repository, before, ref: pushed }: z.infer<typeof Payload>,
  environment: Environment,
): RunEvent["base"] {
  const named = pull?.base.sha ?? group?.base_sha;
  if (named !== undefined) return { kind: "commit", sha: named };
  const event = environment["GITHUB_EVENT_NAME"] ?? "";
  if (NAMES_BASE.test(event)) return { kind: "untold" };
  const name = repository?.default_branch;
  const ref = environment["GITHUB_REF"] ?? pushed;
  const isOnDefault = ON_DEFAULT_BRANCH.has(event) || (name !== undefined && ref === `refs/heads/${name}`);
  if (event === "push")
    return isOnDefault ? { kind: "before", sha: before } : { kind: "branch", name, before };
  const tip = isOnDefault ? sha.safeParse(environment["GITHUB_SHA"]).data : undefined;
  return { kind: "branch", name, tip };
}

/** Events that run the workflow as the change has it; all others run the one of the base. */
const RUNS_OWN_WORKFLOW = /^(?:pull_request(?:_review|_review_comment)?|push|merge_group|workflow_dispatch)$/;

/** GITHUB_WORKFLOW_REF is `owner/repo/path@ref`: of another repository where a ruleset requires the workflow. */
function workflowOf(
  { GITHUB_EVENT_NAME: event, GITHUB_WORKFLOW_REF: told, GITHUB_REPOSITORY: here }: Environment,
  defaultBranch: string | undefined,
): RunningWorkflow | undefined {
  if (event && !RUNS_OWN_WORKFLOW.test(event)) return { isOfBase: true };
  const [, repository, path, ref] = /^([^/]+\/[^/]+)\/(.+?)@(.*)$/.exec(told ?? "") ?? [];
  if (repository === undefined || path === undefined) return undefined;
  const isOfBase =
    repository !== here || (defaultBranch !== undefined && ref === `refs/heads/${defaultBranch}`);
  return isOfBase ? { isOfBase } : { path };
}

function payloadOf(path: string | undefined): unknown {
  if (!path) return {};
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return {};
  }
}

function repositoryOf(name: string | undefined): RunEvent["repository"] {
  const [owner, repo, ...rest] = name?.split("/") ?? [];
  return owner && repo && rest.length === 0 ? { owner, repo } : undefined;
}
