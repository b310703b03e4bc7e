import type { Finding, Report, RuleInfo } from "../../finding.ts";
import { codeFrame } from "./frame.ts";
import { printable, printableFirst } from "./printable.ts";
import type { View } from "./view.ts";

/** What is so, with its lines and the other places; with a rule's words, also why it matters and what to do. */
export function findingText(
  finding: Finding,
  sources: Report["sources"],
  rule: RuleInfo | undefined,
  { paint, place }: View,
): string[] {
  const { at, severity, verdict, ruleId, message, label, subject, environments, related } = finding;
  const level = { error: paint.red, warning: paint.yellow, note: paint.cyan }[severity];
  const undetermined = verdict === "undetermined" ? " (undetermined)" : "";
  return [
    `${paint.bold(place(at))} ${level(severity + undetermined)} ${paint.bold(ruleId)}`,
    `  ${printableFirst(message)}`,
    paint.dim(`  ${printableFirst(label ?? subject)} in ${environments.join(", ")}`),
    ...codeFrame(at, sources.get(at.file), level),
    ...related.map((each) => paint.dim(`  ${place(each.at)} ${printable(each.message)}`)),
    ...(rule ? [`  ${paint.bold("Why:")} ${rule.rationale}`, `  ${paint.bold("Do:")} ${rule.remedy}`] : []),
  ];
}
