import type { Repository } from "../engine/checkout/git/repository.ts";
import { hasPolicyName, isPolicy } from "../engine/policy-file.ts";
import type { PolicyTree } from "../engine/run.ts";

/** Which workflow runs the check: one that no change can have altered, or a file of the repository. */
export type RunningWorkflow = { isOfBase: true } | { path: string };

/** What is known of a base and of what runs the check. */
export interface Adoption {
  /** The tip of the base, and its commit where it is in the clone. */
  base: PolicyTree & { list?(folder: string): readonly string[] };
  tip: string | undefined;
  head: PolicyTree;
  repository: Repository | undefined;
  /** Undefined outside of GitHub. */
  workflow: RunningWorkflow | undefined;
}

const OURS = "lambda-concurrency-policy";

/**
 * Whether the base uses this check already, so that a change doesn't bring it and may not bring its own policy either. It does where
 * any of its files mentions the check, where it has a policy anywhere, and where what runs is there already and isn't the change's. What
 * can't be looked at may be a use.
 */
export function usesUs({ base, tip, head, repository, workflow }: Adoption): boolean {
  if (!base.list || !repository || tip === undefined) return true;
  if (workflow ? runsAlready(workflow, base, head) : callsElsewhere(base)) return true;
  return repository.mentions(tip, OURS) !== false || hasPolicy(repository, tip, base);
}

/** A workflow that the base has as it is runs us without a word of it, by a workflow or action of another repository. */
function runsAlready(workflow: RunningWorkflow, base: PolicyTree, head: PolicyTree): boolean {
  if ("isOfBase" in workflow) return true;
  const before = base.read(workflow.path)?.text;
  if (before === undefined) return base.exists(workflow.path);
  return before === head.read(workflow.path)?.text || CALLS_WORKFLOW.test(before);
}

const CALLS_WORKFLOW = /\buses:\s*["']?[^\s"'#./][^\s"'#]*\/\.github\/workflows\//;

/** How pipelines take jobs from other repositories, where nobody sees whether they are ours. */
const ELSEWHERE: readonly [file: string, call: RegExp][] = [
  [".gitlab-ci.yml", /^[\s-]*(?:project|remote|component|template):/m],
  ["azure-pipelines.yml", /^\s*repositories:/m],
  ["bitbucket-pipelines.yml", /^\s*import:/m],
  [".circleci/config.yml", /^\s*orbs:/m],
  ["Jenkinsfile", /@Library|^\s*library\b/m],
];

function callsElsewhere(base: Adoption["base"]): boolean {
  const names = base.list?.(".github/workflows") ?? [];
  const workflows = names.map((name): [string, RegExp] => [`.github/workflows/${name}`, CALLS_WORKFLOW]);
  return [...workflows, ...ELSEWHERE].some(([path, call]) => call.test(base.read(path)?.text ?? ""));
}

function hasPolicy(repository: Repository, tip: string, base: PolicyTree): boolean {
  return repository.entries(tip).some(({ path }) => hasPolicyName(path) && isPolicy(path, base.read(path)));
}
