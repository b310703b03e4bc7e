import { setOutput } from "@actions/core";
import { findingsByChange, type Report } from "../finding.ts";
import { boundJson } from "../reporters/json/location.ts";

/** Sets the outputs that every run has. */
export function setReportOutputs({ summary, ledger, findings, comparison }: Report): void {
  const { errors, warnings, notes, undetermined } = summary;
  const of = findingsByChange(findings);
  const outputs = {
    findings: errors + warnings + notes + undetermined,
    errors,
    warnings,
    undetermined,
    new: comparison ? of.new.length : "",
    worse: comparison ? of.worse.length : "",
    fixed: comparison?.fixed.length ?? "",
    available: ledger.pools.map(({ account, region, available }) => ({
      account,
      region,
      available: { atLeast: boundJson(available.atLeast), atMost: boundJson(available.atMost) },
    })),
  };
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}
