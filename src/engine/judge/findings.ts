import {
  type AppliedWaiver,
  bySeverity,
  type Edit,
  type Finding,
  type FindingVerdict,
  type Measure,
  type Occurrence,
  type Problem,
  type RelatedLocation,
  type Severity,
} from "../../finding.ts";
import type { Site } from "../../model/model.ts";
import { compareLocations, compareText } from "../../source/location.ts";
import { fingerprintOf } from "./fingerprint.ts";

/** A problem with what the policy says of it in one environment. */
export interface JudgedProblem {
  ruleId: string;
  problem: Problem;
  /** What to do about it, where that isn't what the rule says in general. */
  remedy?: string | undefined;
  severity: Severity;
  deployment: Site;
}

/** The edits that put a problem right, when its format can write all of its repairs. */
export type FixOf = (judged: JudgedProblem) => Edit[] | undefined;

/** Makes findings of problems: the same problem in several environments and regions is one finding that names them. Sorted. */
export function findingsOf(
  judged: readonly JudgedProblem[],
  waivers: ReadonlyMap<JudgedProblem, AppliedWaiver>,
  environmentOrder: readonly string[],
  fixOf: FixOf,
  occurrenceOf: (judged: JudgedProblem) => Occurrence,
): Finding[] {
  const groups = new Map<string, { alike: string | undefined; findings: Finding[] }>();
  for (const each of judged) {
    const finding = findingOf(each, waivers.get(each), fixOf(each), occurrenceOf(each));
    const { alike } = each.problem;
    const { ruleId, root, subject, at, verdict, severity, message, remedy, waiver } = finding;
    // A waiver covers what it names, and nothing that is like it.
    const what = alike === undefined ? [root, subject, at, message, remedy] : [alike];
    const key = JSON.stringify([ruleId, verdict, severity, waiver, ...what]);
    const group = groups.get(key);
    if (group) group.findings.push(finding);
    else groups.set(key, { alike, findings: [finding] });
  }
  const alikes = new Map<Finding, string>();
  const findings = [...groups.values()].map(({ alike, findings }) => {
    const finding = alike === undefined ? sameEverywhere(findings) : oneForAll(findings);
    if (alike !== undefined) alikes.set(finding, alike);
    finding.environments.sort(
      (a, b) => environmentOrder.indexOf(a) - environmentOrder.indexOf(b) || compareText(a, b),
    );
    return finding;
  });
  return withFingerprints(findings.sort(compareFindings), alikes);
}

/** The same in several environments. What would be put right differently there has no fix. */
function sameEverywhere(findings: readonly Finding[]): Finding {
  const [first] = findings as [Finding];
  const fixes = new Set(findings.map(({ fix }) => JSON.stringify(fix)));
  if (fixes.size > 1) delete first.fix;
  const occurrences = findings.flatMap((each) => each.occurrences);
  const measure = farthest(occurrences);
  return {
    ...first,
    environments: unique(findings.flatMap(({ environments }) => environments)),
    ...(measure ? { measure } : {}),
    occurrences,
  };
}

function farthest(occurrences: readonly Occurrence[]): Measure | undefined {
  const measures = occurrences.flatMap(({ measure }) => measure ?? []);
  return measures.length === 0 ? undefined : measures.reduce((a, b) => (b.over > a.over ? b : a));
}

/** More places than this say nothing more. */
const MOST_BESIDE = 20;

/** One finding for all that is alike: at the first place, with the others beside it. */
function oneForAll(findings: readonly Finding[]): Finding {
  const sorted = [...findings].sort(compareFindings);
  const [first] = sorted as [Finding, ...Finding[]];
  // One place of the code can be part of several roots.
  const places = new Map(sorted.map((each) => [JSON.stringify([each.subject, each.at]), each]));
  const beside = [...places.values()].filter(({ at }) => compareLocations(at, first.at) !== 0);
  return {
    ...sameEverywhere(sorted),
    related: beside.slice(0, MOST_BESIDE).map(({ at, label, subject }) => ({
      at,
      message: subject === at.file ? "the same here" : `so is ${label ?? subject}`,
    })),
    subjects: unique(sorted.map(({ root, subject }) => `${root}#${subject}`)).sort(compareText),
  };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
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
  { ruleId, problem, remedy, severity, deployment }: JudgedProblem,
  waiver: AppliedWaiver | undefined,
  fix: Edit[] | undefined,
  occurrence: Occurrence,
): Finding {
  const verdict: FindingVerdict = problem.verdict ?? "violation";
  const { label } = problem.subject;
  return {
    ruleId,
    severity,
    verdict,
    message: problem.message,
    ...(problem.listing ? { listing: problem.listing } : {}),
    subject: problem.subject.address,
    ...(label ? { label } : {}),
    root: deployment.root,
    environments: [deployment.environment],
    at: problem.at,
    related: [...(problem.related ?? []), ...writtenBy(problem.subject)],
    ...(remedy === undefined ? {} : { remedy }),
    fingerprint: "",
    occurrences: [occurrence],
    ...(problem.measure ? { measure: problem.measure } : {}),
    ...(waiver ? { waiver } : {}),
    ...(fix ? { fix } : {}),
  };
}

/** The line that people change, for what is in a text that a tool made. */
function writtenBy({ writtenAt, label, address }: Problem["subject"]): RelatedLocation[] {
  return writtenAt
    ? [
        {
          at: writtenAt,
          message: `${address.startsWith("urn:pulumi:") ? "the program makes" : "the construct"} ${label ?? address}`,
        },
      ]
    : [];
}

/** Lines, numbers and wording change while a finding stays the same one, so none of them is part of its fingerprint. */
function withFingerprints(findings: Finding[], alikes: ReadonlyMap<Finding, string>): Finding[] {
  const seen = new Map<string, number>();
  for (const finding of findings) {
    const { ruleId, root, at, subject, verdict } = finding;
    const alike = alikes.get(finding);
    // Which of those that are alike comes first may change.
    const named = alike === undefined ? [root, at.file, subject] : [alike];
    const what = [ruleId, ...named, verdict].join("\u0000");
    const nth = seen.get(what) ?? 0;
    seen.set(what, nth + 1);
    let known: string | undefined;
    // Nobody asks for most of those of a base, nor for any in a report as text.
    Object.defineProperty(finding, "fingerprint", {
      get: () => (known ??= fingerprintOf(what, String(nth))),
      enumerable: true,
    });
  }
  return findings;
}
