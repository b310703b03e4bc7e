import { z } from "zod";
import { bySeverity, type Diagnostic, type Finding, type Severity } from "../finding.ts";
import { compareText, type SourceLocation, startOfFile } from "../source/location.ts";
import type { SourceFile } from "../source/source-file.ts";
import { parseYaml } from "../source/yaml/parse.ts";
import { childOf, locationOf, toData } from "../source/yaml/tree.ts";

/** A finding that was there when a team adopted the tool. */
export interface BaselineEntry {
  fingerprint: string;
  severity: Severity;
  environments: readonly string[];
  /** Its place in the baseline file. */
  at: SourceLocation;
}

/** What is known of an old estate: such findings are waived, so that only new ones fail. */
export type Baseline = readonly BaselineEntry[];

const ENTRY = z.object({
  fingerprint: z.string(),
  severity: z.enum(["error", "warning", "note"]),
  environments: z.array(z.string()),
});
const SCHEMA_VERSION = 1;

/** Reads a baseline file; or says what is wrong with it. */
export function readBaseline(file: SourceFile): { baseline: Baseline } | { problem: Diagnostic } {
  const { documents, problems } = parseYaml(file);
  const [document] = documents;
  const bad = (message: string, at = startOfFile(file.path)): { problem: Diagnostic } => ({
    problem: {
      severity: "error",
      message,
      hint: `Write it anew: policy run --write-baseline ${file.path}`,
      at,
    },
  });
  const [broken] = problems;
  if (broken) return bad(broken.message, broken.at);
  const version = childOf(document, "schemaVersion");
  if (version?.kind !== "scalar" || version.value !== SCHEMA_VERSION)
    return bad(`This is no baseline of this version: its schemaVersion is not ${SCHEMA_VERSION}.`);
  const findings = childOf(document, "findings");
  if (findings?.kind !== "sequence") return bad("This is no baseline: it has no list of findings.");
  const baseline: BaselineEntry[] = [];
  for (const node of findings.items) {
    const entry = ENTRY.safeParse(toData(node));
    if (!entry.success)
      return bad("This entry lacks a fingerprint, a severity or environments.", locationOf(node));
    baseline.push({ ...entry.data, at: locationOf(node) });
  }
  return { baseline };
}

/** The text of a baseline file that knows some findings. The words beside the fingerprint are for people. */
export function baselineText(findings: readonly Finding[]): string {
  const entries = findings.map(({ fingerprint, ruleId, subject, at, severity, environments }) => ({
    fingerprint,
    rule: ruleId,
    subject,
    file: at.file,
    severity,
    environments,
  }));
  const sorted = entries.sort(
    (a, b) =>
      compareText(a.file, b.file) ||
      compareText(a.rule, b.rule) ||
      compareText(a.subject, b.subject) ||
      compareText(a.fingerprint, b.fingerprint),
  );
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, findings: sorted }, null, 2)}\n`;
}

/** Whether something said earlier says already, and no more mildly, what a finding says. */
export function covers(
  earlier: Pick<Finding, "severity"> & { environments: readonly string[] },
  finding: Finding,
): boolean {
  return (
    bySeverity(earlier.severity, finding.severity) <= 0 &&
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
