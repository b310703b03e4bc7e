import {
  bySeverity,
  type ChangeState,
  type Diagnostic,
  type Finding,
  type Report,
  type RuleInfo,
} from "../../finding.ts";
import { type Reporter, unreadRemark } from "../../reporter.ts";
import { visibleJson } from "../../source/invisible.ts";
import type { SourceLocation } from "../../source/location.ts";
import { lineHashes } from "./line-hashes.ts";
import { regionOf, sarifLocation } from "./location.ts";
import { sarifText } from "./text.ts";

/** SARIF has one word for what has become worse and what has become better. */
const BASELINE_STATES: Record<ChangeState, string> = {
  new: "new",
  worse: "updated",
  better: "updated",
  unchanged: "unchanged",
};
/** GitHub rejects a run with more. */
const MAX_RESULTS = 25_000;
/** GitHub shows no more places of a result. */
const MAX_RELATED = 100;
const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
const HOME = "https://github.com/lambda-concurrency-policy/lambda-concurrency-policy";

const sarif: Reporter = {
  name: "sarif",
  description: "SARIF 2.1.0, for GitHub code scanning and editors",
  render: (report, { version, uploaded = false }) => `${visibleJson(sarifLog(report, version, uploaded))}\n`,
};

export default sarif;

function sarifLog(report: Report, version: string, uploaded: boolean) {
  const rules = report.rules.filter((rule) => rule.severity !== "off");
  const indexes = new Map(rules.map((rule, index) => [rule.id, index]));
  // Code scanning shows what is suppressed as open, so a waived finding is no result.
  const open = report.findings.filter((finding) => !finding.waiver);
  const kept = mostSevere(open);
  // GitHub takes what is absent for alerts.
  const fixed = uploaded ? [] : (report.comparison?.fixed ?? []).slice(0, MAX_RESULTS - kept.length);
  const dropped = open.length - kept.length;
  const hashOf = lineHashesOf(report.sources);
  const notes: Diagnostic[] =
    dropped > 0
      ? [
          {
            severity: "warning",
            message: `${dropped} more findings are left out: code scanning takes ${MAX_RESULTS}.`,
          },
        ]
      : [];
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "lambda-concurrency-policy",
            semanticVersion: version,
            informationUri: HOME,
            rules: rules.map(ruleDescriptor),
          },
        },
        automationDetails: { id: "lambda-concurrency-policy/" },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The top of the repository." } } },
        invocations: [
          {
            executionSuccessful: !report.diagnostics.some(({ severity }) => severity === "error"),
            toolExecutionNotifications: [
              ...report.diagnostics,
              ...notes,
              ...report.coverage.unread.map(unreadRemark),
              ...report.coverage.leftOut.map(leftOutNote),
            ].map(notification),
          },
        ],
        results: [
          ...kept.map((finding) => result(finding, indexes.get(finding.ruleId), hashOf(finding.at))),
          // The lines of what is fixed are those of the base, which isn't what is hashed.
          ...fixed.map((finding) => ({
            ...result(finding, indexes.get(finding.ruleId), undefined),
            baselineState: "absent",
          })),
        ],
      },
    ],
  };
}

/** In their order; the least severe go first where there are too many. */
function mostSevere(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MAX_RESULTS) return findings;
  const ranked = [...findings].sort((a, b) => bySeverity(a.severity, b.severity));
  const kept = new Set(ranked.slice(0, MAX_RESULTS));
  return findings.filter((finding) => kept.has(finding));
}

function ruleDescriptor({ id, title, rationale, remedy, references, severity, docsUrl }: RuleInfo) {
  const links = references.map((url) => `- <${url}>`).join("\n");
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: sarifText(`${title}.`) },
    fullDescription: { text: sarifText(rationale) },
    help: {
      text: `${rationale}\n\n${remedy}\n\n${references.join("\n")}`,
      markdown: `${rationale}\n\n**What to do:** ${remedy}\n\n${links}`,
    },
    helpUri: docsUrl,
    defaultConfiguration: { level: severity === "off" ? "none" : severity },
    properties: {
      tags: ["aws-lambda", "concurrency"],
      precision: "very-high",
      "problem.severity": severity === "note" ? "recommendation" : severity,
    },
  };
}

function pascalCase(id: string): string {
  return id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Gives the hash of the line where something is; each file is hashed once, when it is asked for. */
function lineHashesOf(sources: Report["sources"]): (at: SourceLocation) => string | undefined {
  const known = new Map<string, readonly string[]>();
  return ({ file, start }) => {
    const source = sources.get(file);
    if (!source) return undefined;
    // The mark is no part of our text, but of the file that upload-sarif reads.
    const hashes = known.get(file) ?? lineHashes(`${source.hasByteOrderMark ? "\ufeff" : ""}${source.text}`);
    known.set(file, hashes);
    return hashes[start.line - 1];
  };
}

function result(finding: Finding, ruleIndex: number | undefined, lineHash: string | undefined) {
  const { ruleId, severity, message, remedy, at, related, fingerprint, verdict, environments } = finding;
  const { subject, change, fix } = finding;
  return {
    ruleId,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: severity,
    // The rule's help says what to do in general.
    message: { text: sarifText(remedy === undefined ? message : `${message} ${remedy}`) },
    locations: [sarifLocation(at)],
    ...(related.length > 0
      ? {
          relatedLocations: related.slice(0, MAX_RELATED).map((each, index) => ({
            id: index + 1,
            ...sarifLocation(each.at),
            message: { text: sarifText(each.message) },
          })),
        }
      : {}),
    partialFingerprints: {
      ...(lineHash === undefined ? {} : { primaryLocationLineHash: lineHash }),
      "lambdaConcurrencyPolicy/v1": fingerprint,
    },
    ...(change ? { baselineState: BASELINE_STATES[change] } : {}),
    ...(fix ? { fixes: [fixOf(fix)] } : {}),
    properties: { verdict, environments, subject, ...(change ? { change } : {}) },
  };
}

function fixOf(edits: NonNullable<Finding["fix"]>) {
  const files = [...new Set(edits.map(({ at }) => at.file))];
  return {
    artifactChanges: files.map((file) => ({
      artifactLocation: sarifLocation({ ...(edits[0] as (typeof edits)[0]).at, file }).physicalLocation
        .artifactLocation,
      replacements: edits
        .filter(({ at }) => at.file === file)
        .map(({ at, text }) => ({ deletedRegion: regionOf(at), insertedContent: { text } })),
    })),
  };
}

function leftOutNote({ path, because }: Report["coverage"]["leftOut"][number]): Diagnostic {
  return { severity: "note", message: `Left out: ${path}: ${because}.` };
}

function notification({ severity, message, hint, at }: Diagnostic) {
  return {
    level: severity,
    message: { text: sarifText(hint ? `${message} ${hint}` : message) },
    ...(at ? { locations: [sarifLocation(at)] } : {}),
  };
}
