import { setOutput } from "@actions/core";
import type { Comparison } from "../engine/compare.ts";
import type { Report } from "../finding.ts";
import { boundJson } from "../reporters/json/location.ts";

/** Sets the outputs that every run has. */
export function setReportOutputs({ summary, ledger }: Report, comparison: Comparison | undefined): void {
  const { errors, warnings, notes, undetermined } = summary;
  const outputs = {
    findings: errors + warnings + notes + undetermined,
    errors,
    warnings,
    undetermined,
    new: comparison?.new.length ?? "",
    fixed: comparison?.fixed.length ?? "",
    available: ledger.pools.map(({ account, region, available }) => ({
      account,
      region,
      available: { atLeast: boundJson(available.atLeast), atMost: boundJson(available.atMost) },
    })),
  };
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}
