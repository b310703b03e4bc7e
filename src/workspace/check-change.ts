import { type RunOptions, type RunOutcome, usedPolicy } from "../engine/run.ts";
import { runChange } from "../engine/run-change.ts";
import type { Diagnostic, PolicyChange } from "../finding.ts";
import { baseOf } from "./base.ts";
import { type EstateGate, estateTree } from "./estate-tree.ts";
import type { Place } from "./locate.ts";
import { choosePolicy } from "./policy-choice.ts";
import { treeBeside } from "./tree-beside.ts";

/** What a change is checked against, and by whose policy. */
export interface ChangeRequest {
  /** Absolute: what `policy` is relative to. */
  cwd: string;
  policy?: string | undefined;
  policyFrom: "base" | "head";
  /** A revision of git. */
  base: string;
  /** Whether what the change's own policy would find is looked at too. */
  comparesPolicies?: boolean | undefined;
}

/** What came of a change, and what is wrong with the policy that it brings, where that can't be used. */
export type CheckedChange = RunOutcome & {
  brokenPolicy?: readonly Diagnostic[];
  policyChange?: PolicyChange;
};

/** The same run, in which a change can't say what others take. */
export function gated<T extends Pick<RunOptions, "estate">>(
  options: T,
  top: string,
  gate: EstateGate | undefined,
): T {
  const { estate } = options;
  return estate && gate ? { ...options, estate: { ...estate, tree: estateTree(top, gate) } } : options;
}

/** Checks what a branch changes against where it left its base, under the base's policy: a gate as the Action's is. */
export async function checkChange(
  { cwd, policy, policyFrom, base, comparesPolicies }: ChangeRequest,
  { top, paths }: Place,
  given: RunOptions,
): Promise<CheckedChange> {
  const { repository, before, tip, tipCommit, isForkUnknown, head } = baseOf(top, base, given.checkout);
  const options = { ...given, checkout: head };
  const { used, isChangesOwn, proposed, remark } = await choosePolicy({
    ...{ named: policy, cwd, from: policyFrom, top, paths },
    ...{ head: options.checkout, base: tip, beside: treeBeside(top), repository, tip: tipCommit },
  });
  const { policyFile: _, ...ungated } = options;
  const gate = isChangesOwn ? undefined : { head: options.checkout, base: tip };
  const rest = gated(ungated, top, gate);
  const file = used.file === undefined ? {} : { policyFile: used.file };
  const outcome = await runChange(
    { ...rest, ...file, policyTree: used.tree },
    { checkout: before, name: base, isForkUnknown },
  );
  if (!("report" in outcome)) return outcome;
  if (remark !== undefined) outcome.report.diagnostics.unshift({ severity: "warning", message: remark });
  else if (proposed)
    outcome.report.diagnostics.unshift({
      severity: "note",
      message: `The policy of ${base} judges; this change's own counts once it is merged.`,
      hint: "To work on the policy: --policy-from head",
    });
  if (!proposed) return outcome;
  const proposedFile = proposed.file === undefined ? {} : { policyFile: proposed.file };
  const under: RunOptions = { ...ungated, ...proposedFile, policyTree: proposed.tree };
  if (comparesPolicies) {
    const { policyChange } = await import("./policy-change.ts");
    const change = await policyChange(outcome.report, under);
    return {
      ...outcome,
      policyChange: change,
      ...("problems" in change ? { brokenPolicy: change.problems } : {}),
    };
  }
  // A policy that can't be used would break every run once it is merged.
  const toCome = proposed.file === undefined ? undefined : await usedPolicy(under);
  return toCome && !toCome.policy ? { ...outcome, brokenPolicy: toCome.problems } : outcome;
}
