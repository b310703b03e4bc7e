import { resolve } from "node:path";
import type { Checkout } from "../engine/checkout/checkout.ts";
import { DiskCheckout } from "../engine/checkout/disk-checkout.ts";
import { GitCheckout } from "../engine/checkout/git/git-checkout.ts";
import { Repository } from "../engine/checkout/git/repository.ts";
import { SparseCheckout } from "../engine/checkout/git/sparse-checkout.ts";
import { type RunOptions, runPolicy } from "../engine/run.ts";
import { runChange } from "../engine/run-change.ts";
import type { Diagnostic, Finding, PolicyChange, Report } from "../finding.ts";
import { gated } from "../workspace/check-change.ts";
import type { Deadline } from "../workspace/deadline.ts";
import { estateTree } from "../workspace/estate-tree.ts";
import { fromTop, type Place, shownFrom } from "../workspace/locate.ts";
import { policyChange } from "../workspace/policy-change.ts";
import { type BaseTree, choosePolicy, type PolicyPlace } from "../workspace/policy-choice.ts";
import { repositoryName } from "../workspace/repository-name.ts";
import { treeBeside } from "../workspace/tree-beside.ts";
import { type Base, findBase } from "./base.ts";
import { changedLinesOf } from "./changed-lines.ts";
import type { GitHub } from "./client.ts";
import type { RunEvent } from "./event.ts";
import { textFetcher } from "./fetch-text.ts";
import type { ActionInputs } from "./inputs.ts";
import { readPolicyRemotely } from "./remote-policy.ts";

/** Where and when a run takes place. */
export interface Setting {
  /** The workspace's absolute path: inputs are relative to it. */
  workspace: string;
  /** The checkout and the paths in it. */
  place: Place;
  event: RunEvent;
  /** ISO date. */
  today: string;
  /** Connects to GitHub's API; undefined without a token. */
  github: () => Promise<GitHub | undefined>;
  deadline: Deadline;
}

/** What is known after the checkout was held against the policy. */
export interface ActionOutcome {
  report: Report;
  /** Whether the event is about a change: then what the change does decides, unless the inputs say otherwise. */
  isGated: boolean;
  /** What the change's own policy would make of the checkout, when the change alters the policy. */
  policyChange?: PolicyChange;
  /** Sentences for people about how the run was done. */
  remarks: string[];
  isOnChangedLine(finding: Finding): boolean;
  /** The base's commit in the clone. */
  base?: { repository: Repository; commit: string };
}

/** Evaluates the checkout, against its base where there is one; or says what is wrong with the policy. */
export async function evaluate(
  inputs: ActionInputs,
  setting: Setting,
): Promise<ActionOutcome | { policyProblems: Diagnostic[] }> {
  const { place, event } = setting;
  const workTree = new DiskCheckout(place.top);
  const repository = Repository.at(place.top, setting.deadline.left);
  const base = findBase(repository, event, setting.deadline);
  const { commit, policyCommit } = base;
  const head = repository && commit ? SparseCheckout.of(workTree, repository) : workTree;
  const before = repository && commit ? new GitCheckout(repository, commit, head) : undefined;
  const tip = base.isGated ? await tipTree(inputs, setting, base, repository, before) : undefined;
  const choice = await choosePolicy({
    named: inputs.policy,
    cwd: setting.workspace,
    from: inputs.policyFrom,
    top: place.top,
    paths: place.paths,
    head,
    base: tip,
    beside: treeBeside(place.top),
    repository,
    tip: policyCommit,
    workflow: event.workflow,
  });
  const isJudgedByBase = base.isGated && inputs.policyFrom === "base" && !(tip && choice.isChangesOwn);
  const options = gated(
    optionsFor(choice.used, inputs, setting, head),
    place.top,
    isJudgedByBase ? { head, base: tip } : undefined,
  );
  const outcome = await (before
    ? runChange(options, { checkout: before, name: commit?.slice(0, 12) ?? "" })
    : runPolicy(options));
  if (!("report" in outcome)) return outcome;
  const { report } = outcome;
  return {
    report,
    isGated: base.isGated,
    ...(choice.proposed
      ? { policyChange: await policyChange(report, optionsFor(choice.proposed, inputs, setting, head)) }
      : {}),
    remarks: [
      base.remark,
      choice.remark,
      repository && before ? generatedRoots(report, repository) : undefined,
    ].filter((remark) => remark !== undefined),
    isOnChangedLine: changedLinesOf(repository, base.commit),
    ...(repository && base.commit ? { base: { repository, commit: base.commit } } : {}),
  };
}

/** Roots beyond this are not named: they are said for information. */
const MOST_NAMED = 50;

/** Says which roots the workflow itself has made, such as a plan: the base has nothing like them. */
function generatedRoots({ model }: Report, repository: Repository): string | undefined {
  const head = repository.commit("HEAD");
  if (head === undefined) return undefined;
  const roots = [...new Set(model.deployments.map(({ root }) => root))].filter((root) => root !== ".");
  const generated = repository.lacking(head, roots);
  if (generated.length === 0) return undefined;
  const more = generated.length - MOST_NAMED;
  const named = `${generated.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return `There is nothing to compare ${named} with, which is part of no commit: what is found in it counts as new unless the base's code has it of the same function.`;
}

function optionsFor(
  { tree, file }: PolicyPlace,
  { environments, claims, snapshot }: ActionInputs,
  { place, today, workspace, event }: Setting,
  checkout: Checkout,
): RunOptions {
  const policyFile = file === undefined ? {} : { policyFile: file };
  const shown = shownFrom(workspace, place.top);
  const job = event.repository ? `${event.repository.owner}/${event.repository.repo}` : undefined;
  const inTop = (path: string) => fromTop(place.top, resolve(workspace, path));
  const estate = {
    claims: claims.map(inTop),
    snapshots: snapshot.map(inTop),
    tree: estateTree(place.top),
    repository: () => repositoryName(place.top, { GITHUB_REPOSITORY: job }),
  };
  return {
    checkout,
    paths: place.paths,
    ...policyFile,
    policyTree: tree,
    environments,
    today,
    shown,
    estate,
  };
}

/** Where the policy is read: the tip of the base in the clone, or GitHub when its commit isn't there. */
async function tipTree(
  { policy, policyFrom }: ActionInputs,
  { place, event, github, deadline }: Setting,
  { commit, policyCommit, missing }: Base,
  repository: Repository | undefined,
  before: Checkout | undefined,
): Promise<BaseTree | undefined> {
  if (policyFrom === "head") return undefined;
  if (repository && policyCommit !== undefined)
    return policyCommit === commit && before ? before : new GitCheckout(repository, policyCommit);
  if (missing === undefined) return undefined;
  const fetchText = textFetcher(github, event, missing);
  return deadline.wait(() => readPolicyRemotely(policy, place.paths, fetchText));
}
