import { compareReports } from "../engine/change/compare.ts";
import { type RunOptions, runPolicy } from "../engine/run.ts";
import type { PolicyChange, Report } from "../finding.ts";
import { isOfChange } from "../verdict.ts";

/** What another policy makes of a checkout that was judged already. @param options the run, under that other policy */
export async function policyChange(report: Report, options: RunOptions): Promise<PolicyChange> {
  const outcome = await runPolicy(options);
  if (!("report" in outcome)) return { problems: outcome.policyProblems };
  const { findings, comparison } = compareReports(report, outcome.report, "the base's policy");
  return {
    more: findings.filter((each) => each.waiver === undefined && isOfChange(each)),
    fewer: comparison.fixed,
  };
}
