import type { Checkout } from "./checkout.ts";
import { type Comparison, compareReports } from "./compare.ts";
import { type RunOptions, type RunOutcome, runPolicy } from "./run.ts";

/** A run of a change: as any run, and against its base. */
export type ChangeOutcome = RunOutcome & {
  /** Absent when the policy can't be used. */
  comparison?: Comparison;
};

/** Runs a checkout and its base under one policy, that of the options, and compares the two. */
export async function runChange(options: RunOptions, base: Checkout): Promise<ChangeOutcome> {
  const head = await runPolicy(options);
  if (!("report" in head)) return head;
  const { policyTree = options.checkout } = options;
  const before = await runPolicy({ ...options, checkout: base, policyTree });
  if (!("report" in before)) return before;
  return { ...head, comparison: compareReports(before.report, head.report) };
}
