import {
  type AppliedWaiver,
  bySeverity,
  type Edit,
  type Finding,
  type FindingVerdict,
  type Problem,
  type RelatedLocation,
  type Severity,
} from "../finding.ts";
import type { Deployment } from "../model/model.ts";
import { compareLocations, compareText } from "../source/location.ts";
import { fingerprintOf } from "./fingerprint.ts";

/** A problem with what the policy says of it in one environment. */
export interface JudgedProblem {
  ruleId: string;
  problem: Problem;
  severity: Severity;
  deployment: Deployment;
}

/** The edits that put a problem right, when its format can write all of its repairs. */
export type FixOf = (judged: JudgedProblem) => Edit[] | undefined;

/** Makes findings of problems: the same problem in several environments and regions is one finding that names them. Sorted. */
export function findingsOf(
  judged: readonly JudgedProblem[],
  waivers: ReadonlyMap<JudgedProblem, AppliedWaiver>,
  environmentOrder: readonly string[],
  fixOf: FixOf,
): Finding[] {
  const merged = new Map<string, Finding>();
  for (const each of judged) {
    const finding = findingOf(each, waivers.get(each), fixOf(each));
    const key = JSON.stringify([
      finding.ruleId,
      finding.root,
      finding.subject,
      finding.at,
      finding.verdict,
      finding.severity,
      finding.message,
      finding.waiver,
    ]);
    const same = merged.get(key);
    if (!same) merged.set(key, finding);
    else addEnvironment(same, finding);
  }
  const findings = [...merged.values()].sort(compareFindings);
  for (const finding of findings) {
    finding.environments.sort(
      (a, b) => environmentOrder.indexOf(a) - environmentOrder.indexOf(b) || compareText(a, b),
    );
  }
  return withFingerprints(findings);
}

/** The same in one more environment. What would be put right differently there has no fix. */
function addEnvironment(finding: Finding, { environments, fix }: Finding): void {
  finding.environments = [...new Set([...finding.environments, ...environments])];
  if (JSON.stringify(finding.fix) !== JSON.stringify(fix)) delete finding.fix;
}

/** By place, then by weight, then by rule. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareLocations(a.at, b.at) ||
    bySeverity(a.severity, b.severity) ||
    compareText(a.ruleId, b.ruleId) ||
    compareText(a.subject, b.subject) ||
    compareText(a.message, b.message)
  );
}

function findingOf(
  { ruleId, problem, severity, deployment }: JudgedProblem,
  waiver: AppliedWaiver | undefined,
  fix: Edit[] | undefined,
): Finding {
  const verdict: FindingVerdict = problem.verdict ?? "violation";
  const { label } = problem.subject;
  return {
    ruleId,
    severity,
    verdict,
    message: problem.message,
    subject: problem.subject.address,
    ...(label ? { label } : {}),
    root: deployment.root,
    environments: [deployment.environment],
    at: problem.at,
    related: [...(problem.related ?? []), ...writtenBy(problem.subject)],
    fingerprint: "",
    ...(waiver ? { waiver } : {}),
    ...(fix ? { fix } : {}),
  };
}

/** The line that people change, for what is in a text that a tool made. */
function writtenBy({ writtenAt, label, address }: Problem["subject"]): RelatedLocation[] {
  return writtenAt ? [{ at: writtenAt, message: `the construct ${label ?? address}` }] : [];
}

/** Lines, numbers and wording change while a finding stays the same one, so none of them is part of its fingerprint. */
function withFingerprints(findings: Finding[]): Finding[] {
  const seen = new Map<string, number>();
  for (const finding of findings) {
    const what = [finding.ruleId, finding.root, finding.at.file, finding.subject, finding.verdict].join(
      "\u0000",
    );
    const nth = seen.get(what) ?? 0;
    seen.set(what, nth + 1);
    finding.fingerprint = fingerprintOf(what, String(nth));
  }
  return findings;
}
