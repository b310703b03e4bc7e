import {
  bySeverity,
  type Diagnostic,
  type Finding,
  type FindingVerdict,
  type Occurrence,
  type Severity,
} from "../../finding.ts";
import type { SourceLocation } from "../../source/location.ts";
import { stateOf } from "./change-state.ts";
import { type Occurring, pairUp } from "./pair-up.ts";

/** A finding that was there when a team adopted the tool. */
export interface BaselineEntry {
  fingerprint: string;
  severity: Severity;
  environments: readonly string[];
  /** Where several that are alike are one finding: those that are known. */
  subjects?: readonly string[] | undefined;
  verdict: FindingVerdict;
  /** Absent in files of the first version, which know a finding by its fingerprint. */
  occurrences?: readonly Occurrence[] | undefined;
  /** Its place in the baseline file. */
  at: SourceLocation;
}

/** What is known of an old estate: such findings are waived, so that only what is new or worse fails. */
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

interface Known extends Occurring {
  entry: BaselineEntry;
}

interface Found extends Occurring {
  finding: Finding;
}

/** Waives the open findings that a baseline knows; those that have become worse, or are in more places, stay open. */
export function withBaseline(findings: readonly Finding[], baseline: Baseline): Finding[] {
  if (baseline.length === 0) return [...findings];
  const pairs = pairUp(occurrencesOf(baseline), foundIn(findings.filter(({ waiver }) => !waiver)));
  const known = new Map<Finding, Known[]>();
  for (const [{ finding, occurrence }, each] of pairs) {
    const { severity, verdict } = finding;
    const before = { ...each.entry, measure: each.occurrence.measure };
    if (stateOf(before, { severity, verdict, measure: occurrence.measure }) === "worse") continue;
    known.set(finding, [...(known.get(finding) ?? []), each]);
  }
  const byFingerprint = new Map(baseline.filter(isOfFirstVersion).map((entry) => [entry.fingerprint, entry]));
  return findings.map((finding) => {
    if (finding.waiver) return finding;
    const occurring = known.get(finding) ?? [];
    const old = byFingerprint.get(finding.fingerprint);
    const isWhole = occurring.length === finding.occurrences.length;
    const entry = isWhole ? occurring[0]?.entry : old && covers(old, finding) ? old : undefined;
    return entry ? { ...finding, waiver: { reason: BASELINE_REASON, at: entry.at } } : finding;
  });
}

/** The reason of the waivers that a baseline gives. */
export const BASELINE_REASON = "known since the baseline";

/** What a baseline knows and nobody finds any more, to be said. */
export function fixedSince(findings: readonly Finding[], baseline: Baseline): Diagnostic[] {
  if (baseline.length === 0) return [];
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  const still = new Set(
    [...pairUp(occurrencesOf(baseline), foundIn(findings)).values()].map(({ entry }) => entry),
  );
  const gone = baseline.filter(
    (entry) => !still.has(entry) && !(isOfFirstVersion(entry) && found.has(entry.fingerprint)),
  );
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

function isOfFirstVersion({ occurrences }: BaselineEntry): boolean {
  return occurrences === undefined;
}

function occurrencesOf(baseline: Baseline): Known[] {
  return baseline.flatMap((entry) =>
    (entry.occurrences ?? []).map((occurrence): Known => ({ entry, occurrence })),
  );
}

function foundIn(findings: readonly Finding[]): Found[] {
  return findings.flatMap((finding) => finding.occurrences.map((occurrence) => ({ finding, occurrence })));
}
