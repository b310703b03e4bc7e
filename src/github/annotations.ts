import { type AnnotationProperties, error, notice, warning } from "@actions/core";
import type { Diagnostic, Finding, Severity } from "../finding.ts";
import { printable } from "../reporters/text/printable.ts";

/** GitHub shows ten annotations of each level for a step and drops the rest in silence. */
const MOST_OF_A_LEVEL = 10;

const COMMANDS: Record<Severity, typeof error> = { error, warning, note: notice };

/** What decides which annotations come first. */
export interface AnnotationOrder {
  isNew(finding: Finding): boolean;
  isOnChangedLine(finding: Finding): boolean;
}

interface Annotation {
  severity: Severity;
  message: string;
  properties: AnnotationProperties;
}

/** Annotates what no waiver covers, then what could not be read; notes about the input stay in the log. */
export function annotateReport(
  findings: readonly Finding[],
  diagnostics: readonly Diagnostic[],
  order: AnnotationOrder,
): void {
  const open = findings.filter((finding) => !finding.waiver);
  const troubles = diagnostics.filter((diagnostic) => diagnostic.severity !== "note");
  write([...rank(open, order).map(ofFinding), ...troubles.map(ofDiagnostic)]);
}

/** Annotates what is wrong with the policy. */
export function annotateDiagnostics(diagnostics: readonly Diagnostic[]): void {
  write(diagnostics.map(ofDiagnostic));
}

/** New ones on changed lines, new ones, old ones on changed lines, the rest; each in their own order. */
export function rank(findings: readonly Finding[], { isNew, isOnChangedLine }: AnnotationOrder): Finding[] {
  const weight = (finding: Finding) => (isNew(finding) ? 0 : 2) + (isOnChangedLine(finding) ? 0 : 1);
  return [...findings].sort((a, b) => weight(a) - weight(b));
}

/** What an annotation says of a finding. */
export function wordsOf({ message, verdict, environments, subject, label }: Finding): string {
  const open = verdict === "undetermined" ? "Undetermined: " : "";
  return printable(`${open}${message} (${label ?? subject}, ${environments.join(", ")})`);
}

/** Ten a level at most, of which the last says how many more there are. */
function write(annotations: readonly Annotation[]): void {
  for (const severity of ["error", "warning", "note"] as const) {
    const ofLevel = annotations.filter((each) => each.severity === severity);
    const shown = ofLevel.length > MOST_OF_A_LEVEL ? ofLevel.slice(0, MOST_OF_A_LEVEL - 1) : ofLevel;
    for (const { message, properties } of shown) COMMANDS[severity](message, properties);
    const more = ofLevel.length - shown.length;
    if (more > 0)
      COMMANDS[severity](`${more} more of this level are in the job summary and in the log of this step.`, {
        title: `${more} more`,
      });
  }
}

function ofFinding(finding: Finding): Annotation {
  const { at, ruleId, severity } = finding;
  const { file, start, end } = at;
  const oneLine = start.line === end.line;
  const place: AnnotationProperties = { title: ruleId, file, startLine: start.line };
  // The runner takes the columns away from what spans several lines; its first line is where the eye should go.
  const range = { endLine: end.line, startColumn: start.column, endColumn: end.column };
  return { severity, message: wordsOf(finding), properties: oneLine ? { ...place, ...range } : place };
}

function ofDiagnostic({ severity, message, hint, at }: Diagnostic): Annotation {
  // A policy from another repository is no file of this one.
  const place = at && !at.file.startsWith("../") ? { file: at.file, startLine: at.start.line } : {};
  return { severity, message: printable(hint ? `${message} ${hint}` : message), properties: place };
}
