import type { RunOptions } from "../engine/run.ts";
import { type ChangeOutcome, runChange } from "../engine/run-change.ts";
import { baseOf } from "../workspace/base.ts";
import type { Place } from "../workspace/locate.ts";
import { choosePolicy } from "../workspace/policy-choice.ts";
import { treeBeside } from "../workspace/tree-beside.ts";
import type { Host } from "./host.ts";
import type { Call } from "./options.ts";

/** Checks what a branch changes against where it left its base, under the base's policy: a gate as the Action's is. */
export async function checkChange(
  { policy, policyFrom, base }: Call & { base: string },
  { top, paths }: Place,
  options: RunOptions,
  { cwd }: Host,
): Promise<ChangeOutcome> {
  const { repository, before, tip, tipCommit } = baseOf(top, base, options.checkout);
  const { used, proposed, remark } = choosePolicy({
    ...{ named: policy, cwd, from: policyFrom, top, paths },
    ...{ head: options.checkout, base: tip, beside: treeBeside(top), repository, tip: tipCommit },
  });
  const { policyFile: _, ...rest } = options;
  const file = used.file === undefined ? {} : { policyFile: used.file };
  const outcome = await runChange({ ...rest, ...file, policyTree: used.tree }, before);
  if (!("report" in outcome)) return outcome;
  if (remark !== undefined) outcome.report.diagnostics.unshift({ severity: "warning", message: remark });
  else if (proposed)
    outcome.report.diagnostics.unshift({
      severity: "note",
      message: `The policy of ${base} judges; this change's own counts once it is merged.`,
      hint: "To work on the policy: --policy-from head",
    });
  return outcome;
}
