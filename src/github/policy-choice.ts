import { existsSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Checkout } from "../engine/checkout.ts";
import type { Repository } from "../engine/git/repository.ts";
import { findPolicyFile } from "../engine/policy-file.ts";
import type { PolicyTree } from "../engine/run.ts";
import { policyFiles } from "../policy/read.ts";
import { fromTop } from "../workspace/locate.ts";
import { type ActionInputs, InputError } from "./inputs.ts";

/** A policy file in a tree; without a file, the defaults hold. */
export interface PolicyPlace {
  tree: PolicyTree;
  file: string | undefined;
}

/** The policy that judges, and the one that a pull request would put in its place. */
export interface PolicyChoice {
  used: PolicyPlace;
  /** Set when the pull request changes the policy that is used. */
  proposed?: PolicyPlace;
  remark?: string;
}

/**
 * Chooses the policy file: of the base, so that a change can't loosen its own gate, unless the base has none or the workflow says otherwise.
 * @param base where the base's files are read; undefined when the run is not about a change
 * @param beside reads outside of the checkout, for a central policy
 * @param commits what of the workspace is the pull request's
 */
export function choosePolicy(
  inputs: Pick<ActionInputs, "policy" | "policyFrom">,
  { top, paths, workspace }: { top: string; paths: readonly string[]; workspace: string },
  head: Checkout,
  base: PolicyTree | undefined,
  beside: PolicyTree,
  commits: { repository: Repository | undefined; base: string | undefined },
): PolicyChoice {
  const named = inputs.policy === undefined ? undefined : fromTop(top, resolve(workspace, inputs.policy));
  if (named !== undefined && isForeign(top, named, commits)) return { used: { tree: beside, file: named } };
  const ofHead: PolicyPlace = { tree: head, file: named ?? findPolicyFile(paths, head) };
  if (inputs.policyFrom === "head" || !base) return { used: ofHead };
  const found =
    named !== undefined && !base.exists(named) ? undefined : (named ?? findPolicyFile(paths, base));
  if (found === undefined) {
    if (ofHead.file === undefined || !head.exists(ofHead.file)) return { used: ofHead };
    return { used: ofHead, remark: `The base has no policy, so ${ofHead.file} of this change is used.` };
  }
  const ofBase: PolicyPlace = { tree: base, file: found };
  return textsOf(ofBase) === textsOf(ofHead) ? { used: ofBase } : { used: ofBase, proposed: ofHead };
}

/**
 * Whether a file lies outside of the checkout, or in another repository that the workflow put inside of it: no pull request can put
 * it there. A link or a submodule can be a pull request's, so neither is foreign, unless the base has that very commit of the submodule.
 */
function isForeign(
  top: string,
  file: string,
  { repository, base }: { repository: Repository | undefined; base: string | undefined },
): boolean {
  if (file.startsWith("../")) return true;
  for (let folder = dirname(file); folder !== "."; folder = dirname(folder)) {
    const path = join(top, folder);
    if (!existsSync(join(path, ".git")) || realpathSync(path) !== join(realpathSync(top), folder)) continue;
    const here = repository?.object("HEAD", folder);
    if (here === undefined) return true;
    const inBase = base === undefined ? undefined : repository?.object(base, folder);
    if (here === inBase) return true;
    if (inBase !== undefined && base !== undefined && !repository?.isFolder(base, folder))
      throw movedSubmodule(folder);
  }
  return false;
}

/** The base's commit of a submodule isn't here, so its policy can't be read, and the change's own must not count. */
function movedSubmodule(folder: string): InputError {
  return new InputError([
    `The policy lies in ${folder}, which this change moves to another commit, so the base's can't be read. Check the policy's repository out in a step of its own, and name it with the input policy.`,
  ]);
}

function textsOf({ tree, file }: PolicyPlace): string {
  if (file === undefined) return "";
  const files = policyFiles(file, (path) => tree.read(path));
  return JSON.stringify([...files].map(([path, source]) => [path, source.text]));
}
