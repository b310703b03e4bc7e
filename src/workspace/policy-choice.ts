import { existsSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Checkout } from "../engine/checkout/checkout.ts";
import type { Repository } from "../engine/checkout/git/repository.ts";
import { findPolicyFile } from "../engine/policy-file.ts";
import type { PolicyTree } from "../engine/run.ts";
import { type RunningWorkflow, usesUs } from "./adoption.ts";
import { fromTop } from "./locate.ts";
import { UsageError } from "./usage-error.ts";

/** A policy file in a tree; without a file, the defaults hold. */
export interface PolicyPlace {
  tree: PolicyTree;
  file: string | undefined;
}

/** The policy that judges, and the one that a change would put in its place. */
export interface PolicyChoice {
  used: PolicyPlace;
  /** Whether what the change itself says counts: it was asked for, or the change is the one that brings the check. */
  isChangesOwn: boolean;
  /** Set when the change alters the policy that is used. */
  proposed?: PolicyPlace;
  remark?: string;
}

/** Where a policy is chosen. */
export interface PolicySearch {
  /** As it is named, relative to `cwd`; undefined where one is looked for. */
  named: string | undefined;
  /** Absolute. */
  cwd: string;
  from: "base" | "head";
  /** The checkout, and the paths in it. */
  top: string;
  paths: readonly string[];
  head: Checkout;
  /** The tip of the branch that the change is for; undefined when the run is not about a change. */
  base: BaseTree | undefined;
  /** Reads outside of the checkout, for a central policy. */
  beside: PolicyTree;
  /** What of the checkout is the change's. */
  repository: Repository | undefined;
  /** The commit of the tip, where it is in the clone. */
  tip: string | undefined;
  /** What runs the check, where the event says it. */
  workflow?: RunningWorkflow | undefined;
}

/** A tree that may be able to list folders: a commit that is read through an API can't. */
export type BaseTree = PolicyTree & { list?(folder: string): readonly string[] };

/**
 * Chooses the policy file: that of the tip of the base, so that a change can't loosen its own gate, unless the caller says otherwise.
 * Where the base has none, the preset holds; where it has nothing of ours at all, the change brings us, and its own policy counts.
 */
export async function choosePolicy(search: PolicySearch): Promise<PolicyChoice> {
  const { named, cwd, from, top, paths, head, base, beside } = search;
  const file = named === undefined ? undefined : fromTop(top, resolve(cwd, named));
  if (file !== undefined && isForeign(file, search))
    return { used: { tree: beside, file }, isChangesOwn: !base || from === "head" };
  const ofHead: PolicyPlace = { tree: withForeign(head, search), file: file ?? findPolicyFile(paths, head) };
  if (from === "head" || !base) return { used: ofHead, isChangesOwn: true };
  const found = file === undefined ? findPolicyFile(paths, base) : base.exists(file) ? file : undefined;
  if (found !== undefined) {
    const ofBase: PolicyPlace = { tree: withForeign(base, search), file: found };
    const isChangesOwn = false;
    return (await textsOf(ofBase)) === (await textsOf(ofHead))
      ? { used: ofBase, isChangesOwn }
      : { used: ofBase, isChangesOwn, proposed: ofHead };
  }
  if (ofHead.file === undefined || !head.exists(ofHead.file))
    return { used: { tree: base, file: undefined }, isChangesOwn: false };
  if (!usesUs({ ...search, base, workflow: search.workflow }))
    return {
      used: ofHead,
      isChangesOwn: true,
      remark: `The base has neither a policy nor a workflow with this check, so ${ofHead.file} of this change is used.`,
    };
  return {
    used: { tree: base, file: undefined },
    isChangesOwn: false,
    proposed: ofHead,
    remark: `The base has no policy for what is checked, so the preset recommended judges; ${ofHead.file} of this change counts once it is merged.`,
  };
}

/** A tree with what the workflow has put beside it: a central policy in a folder of its own is in no commit of the repository. */
function withForeign(tree: PolicyTree, search: PolicySearch): PolicyTree {
  const { beside } = search;
  return {
    read: (path) => tree.read(path) ?? (isForeign(path, search) ? beside.read(path) : undefined),
    exists: (path) => tree.exists(path) || (isForeign(path, search) && beside.exists(path)),
  };
}

/**
 * Whether a file lies outside of the checkout, or in another repository that the workflow put inside of it: no change can put
 * it there. A link or a submodule can be a change's, so neither is foreign, unless the base has that very commit of the submodule.
 */
function isForeign(file: string, { top, repository, tip, base }: PolicySearch): boolean {
  if (file.startsWith("../")) return true;
  for (let folder = dirname(file); folder !== "." && folder !== "/"; folder = dirname(folder)) {
    const path = join(top, folder);
    if (!existsSync(join(path, ".git")) || realpathSync(path) !== join(realpathSync(top), folder)) continue;
    const here = repository?.object("HEAD", folder);
    if (here === undefined) return true;
    // Without a base, nothing is held against it.
    if (!base) return false;
    const inBase = tip === undefined ? undefined : repository?.object(tip, folder);
    if (here === inBase) return true;
    if (inBase !== undefined && tip !== undefined && !repository?.isFolder(tip, folder))
      throw movedSubmodule(folder);
  }
  return false;
}

/** The base's commit of a submodule isn't here, so its policy can't be read, and the change's own must not count. */
function movedSubmodule(folder: string): UsageError {
  return new UsageError(
    `The policy lies in ${folder}, which this change moves to another commit, so the base's can't be read.`,
    "Check the policy's repository out in a step of its own, and name it with the input policy.",
  );
}

async function textsOf({ tree, file }: PolicyPlace): Promise<string> {
  if (file === undefined) return "";
  // What reads a policy file is a good part of the program, and many a repository has none.
  const { policyFiles } = await import("../policy/read.ts");
  const files = policyFiles(file, (path) => tree.read(path));
  return JSON.stringify([...files].map(([path, source]) => [path, source.text]));
}
