import type { Diagnostic, Finding, Report, RuleInfo } from "../../finding.ts";
import type { Reporter } from "../../reporter.ts";
import type { SourceLocation } from "../../source/location.ts";
import { costText } from "./cost.ts";
import { codeFrame } from "./frame.ts";
import { ledgerText } from "./ledger.ts";
import { printable } from "./printable.ts";

const text: Reporter = {
  name: "text",
  description: "for people: findings with code frames, the ledger, a summary",
  render(report, { quiet }) {
    const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
    const told = new Set<string>();
    const open = report.findings.filter((finding) => !finding.waiver);
    const sections = open.map((finding) => findingText(finding, report, rules.get(finding.ruleId), told));
    if (!quiet) {
      sections.push(...report.diagnostics.map(diagnosticText));
      sections.push(...report.ledger.pools.map(ledgerText));
      const cost = costText(report.cost);
      if (cost.length > 0) sections.push(cost);
      sections.push([summary(report)]);
    }
    return sections.map((lines) => `${lines.join("\n")}\n`).join("\n");
  },
};

export default text;

/** What is so, with its lines; why and what to do the first time that a rule speaks. */
function findingText(
  finding: Finding,
  { sources }: Report,
  rule: RuleInfo | undefined,
  told: Set<string>,
): string[] {
  const undetermined = finding.verdict === "undetermined" ? " (undetermined)" : "";
  const first = !told.has(finding.ruleId);
  told.add(finding.ruleId);
  return [
    `${place(finding.at)} ${finding.severity}${undetermined} ${finding.ruleId}`,
    `  ${printable(finding.message)}`,
    `  ${printable(finding.label ?? finding.subject)} in ${finding.environments.join(", ")}`,
    ...codeFrame(finding.at, sources.get(finding.at.file)?.text),
    ...finding.related.map((each) => `  ${place(each.at)} ${printable(each.message)}`),
    ...(first && rule ? [`  Why: ${rule.rationale}`, `  Do: ${rule.remedy}`] : []),
  ];
}

function diagnosticText({ severity, message, hint, at }: Diagnostic): string[] {
  const where = at ? `${place(at)} ` : "";
  return [`${where}${severity}: ${printable(message)}`, ...(hint ? [`  ${printable(hint)}`] : [])];
}

function summary({
  summary: { roots, functions, errors, warnings, notes, undetermined, waived },
}: Report): string {
  const found = [
    [errors, "error"],
    [warnings, "warning"],
    [notes, "note"],
  ] as const;
  const words = found.filter(([count]) => count > 0).map(([count, word]) => counted(count, word));
  if (undetermined > 0) words.push(`${undetermined} undetermined`);
  if (waived > 0) words.push(`${waived} waived`);
  return `${counted(functions, "function")} in ${counted(roots, "root")}: ${words.join(", ") || "nothing to report"}.`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function place({ file, start }: SourceLocation): string {
  return `${printable(file)}:${start.line}:${start.column}`;
}
