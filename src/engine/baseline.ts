import { bySeverity, type Diagnostic, type Finding, type Severity } from "../finding.ts";
import type { SourceLocation } from "../source/location.ts";

/** A finding that was there when a team adopted the tool. */
export interface BaselineEntry {
  fingerprint: string;
  severity: Severity;
  environments: readonly string[];
  /** Where several that are alike are one finding: those that are known. */
  subjects?: readonly string[] | undefined;
  /** Its place in the baseline file. */
  at: SourceLocation;
}

/** What is known of an old estate: such findings are waived, so that only new ones fail. */
export type Baseline = readonly BaselineEntry[];

/** Whether something said earlier says already, and no more mildly, what a finding says. */
export function covers(
  earlier: Pick<BaselineEntry, "severity" | "environments" | "subjects">,
  finding: Finding,
): boolean {
  return (
    bySeverity(earlier.severity, finding.severity) <= 0 &&
    (finding.subjects ?? []).every((subject) => earlier.subjects?.includes(subject)) &&
    finding.environments.every((environment) => earlier.environments.includes(environment))
  );
}

/** Waives the open findings that a baseline knows; those that it says more mildly, or for fewer environments, stay open. */
export function withBaseline(findings: readonly Finding[], baseline: Baseline): Finding[] {
  const known = new Map(baseline.map((entry) => [entry.fingerprint, entry]));
  return findings.map((finding) => {
    const entry = known.get(finding.fingerprint);
    if (finding.waiver || !entry || !covers(entry, finding)) return finding;
    return { ...finding, waiver: { reason: BASELINE_REASON, at: entry.at } };
  });
}

/** The reason of the waivers that a baseline gives. */
export const BASELINE_REASON = "known since the baseline";

/** What a baseline knows and nobody finds any more, to be said. */
export function fixedSince(findings: readonly Finding[], baseline: Baseline): Diagnostic[] {
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  const gone = baseline.filter(({ fingerprint }) => !found.has(fingerprint));
  const [first] = gone;
  if (!first) return [];
  const { file } = first.at;
  return [
    {
      severity: "note",
      message: `${gone.length} of the ${baseline.length} findings in ${file} ${gone.length === 1 ? "is" : "are"} fixed.`,
      hint: `Drop them, so that they can't come back: policy run --baseline ${file} --write-baseline ${file}`,
      at: first.at,
    },
  ];
}
