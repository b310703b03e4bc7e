import type { Finding, Report } from "../../finding.ts";
import { codeFrame } from "./frame.ts";
import { printable, printableFirst } from "./printable.ts";
import type { View } from "./view.ts";

/** What is said of a rule besides what is so: both were not said before. */
export interface Advice {
  why?: string | undefined;
  remedy?: string | undefined;
}

/** What is so, with its lines and the other places; where it is news, also why it matters and what to do. */
export function findingText(
  finding: Finding,
  sources: Report["sources"],
  { why, remedy }: Advice,
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
    ...(why === undefined ? [] : [`  ${paint.bold("Why:")} ${why}`]),
    ...(remedy === undefined ? [] : [`  ${paint.bold("Do:")} ${printable(remedy)}`]),
  ];
}
