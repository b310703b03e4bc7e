import type { Diagnostic, Finding } from "../finding.ts";
import { annotationLines } from "../reporters/github/annotations.ts";
import { printable } from "../reporters/text/printable.ts";

/** What decides which annotations come first. */
export interface AnnotationOrder {
  /** Whether it is new or worse. */
  isOfChange(finding: Finding): boolean;
  isOnChangedLine(finding: Finding): boolean;
}

/** Annotates what no waiver covers, then what could not be read; notes about the input stay in the log. */
export function annotateReport(
  findings: readonly Finding[],
  diagnostics: readonly Diagnostic[],
  order: AnnotationOrder,
): void {
  const open = findings.filter((finding) => !finding.waiver);
  const troubles = diagnostics.filter((diagnostic) => diagnostic.severity !== "note");
  process.stdout.write(annotationLines(rank(open, order), troubles));
}

/** Annotates what is wrong with the policy. */
export function annotateDiagnostics(diagnostics: readonly Diagnostic[]): void {
  process.stdout.write(annotationLines([], diagnostics));
}

/** What is new or worse, on changed lines first, then old ones on changed lines, the rest; each in their own order. */
export function rank(
  findings: readonly Finding[],
  { isOfChange, isOnChangedLine }: AnnotationOrder,
): Finding[] {
  const weight = (finding: Finding) => (isOfChange(finding) ? 0 : 2) + (isOnChangedLine(finding) ? 0 : 1);
  return [...findings].sort((a, b) => weight(a) - weight(b));
}

/** What is said of a finding where there is room for a sentence. */
export function wordsOf({ message, verdict, environments, subject, label }: Finding): string {
  const open = verdict === "undetermined" ? "Undetermined: " : "";
  return printable(`${open}${message} (${label ?? subject}, ${environments.join(", ")})`);
}
