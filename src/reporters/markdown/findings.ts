import type { Diagnostic, Finding, Report } from "../../finding.ts";
import { remediesOf } from "../../reporter.ts";
import type { SourceLocation } from "../../source/location.ts";
import { code, escapeMarkdown } from "./escape.ts";

type LinkTo = (at: SourceLocation) => string | undefined;

/** More of one rule are summed up. */
const MAX_PER_RULE = 50;

/** A section for each rule that was broken, the violations first, then what can't be determined. */
export function findingSections(report: Report, linkTo: LinkTo): string[] {
  const open = report.findings.filter((finding) => !finding.waiver);
  const violations = open.filter((finding) => finding.verdict === "violation");
  const undetermined = open.filter((finding) => finding.verdict === "undetermined");
  return [
    ...byRule(violations, report, linkTo),
    ...(undetermined.length > 0 ? ["### Can't be determined", rows(undetermined, linkTo, true)] : []),
  ];
}

function byRule(findings: readonly Finding[], report: Report, linkTo: LinkTo): string[] {
  return report.rules.flatMap((rule) => {
    const own = findings.filter((finding) => finding.ruleId === rule.id);
    if (own.length === 0) return [];
    const shown = own.slice(0, MAX_PER_RULE);
    const more = own.length - shown.length;
    const rest = more > 0 ? `\n- … and ${more} more` : "";
    const { above, isEachOwn } = remediesOf(shown, rule);
    const todo = above === undefined ? "" : ` ${escapeMarkdown(above)}`;
    return [
      `### [${rule.id}](${rule.docsUrl})\n\n${escapeMarkdown(rule.title)}.${todo}\n\n${rows(shown, linkTo, isEachOwn)}${rest}`,
    ];
  });
}

/** @param withRemedies whether each says what to do about it */
function rows(findings: readonly Finding[], linkTo: LinkTo, withRemedies: boolean): string {
  return findings.map((finding) => row(finding, linkTo, withRemedies)).join("\n");
}

function row(
  { severity, message, remedy, subject, label, environments, at, related, ruleId, verdict }: Finding,
  linkTo: LinkTo,
  withRemedies: boolean,
): string {
  const others = related
    .map((each) => `\n  - ${place(each.at, linkTo)} ${escapeMarkdown(each.message)}`)
    .join("");
  const rule = verdict === "undetermined" ? ` (${ruleId})` : "";
  const todo = !withRemedies || remedy === undefined ? "" : ` **Do:** ${escapeMarkdown(remedy)}`;
  return `- **${severity}** ${place(at, linkTo)} ${code(label ?? subject)} in ${environments.map(escapeMarkdown).join(", ")}${rule}: ${escapeMarkdown(message)}${todo}${others}`;
}

/** What the policy exempts, folded away. */
export function waivedSection({ findings }: Report, linkTo: LinkTo): string[] {
  const waived = findings.filter((finding) => finding.waiver);
  if (waived.length === 0) return [];
  const items = waived.map(({ ruleId, at, subject, label, waiver }) => {
    const { owner, reason, expires } = waiver ?? {};
    const words = [owner, reason, expires === undefined ? undefined : `until ${expires}`].filter(
      (word) => word !== undefined,
    );
    return `- ${ruleId} ${place(at, linkTo)} ${code(label ?? subject)}: ${escapeMarkdown(words.join(", "))}`;
  });
  return [folded(`${waived.length} waived`, items.join("\n"))];
}

/** What could not be read, or was found by name, folded away unless it is an error. */
export function diagnosticsSection({ diagnostics }: Report, linkTo: LinkTo): string[] {
  const line = ({ severity, message, hint, at }: Diagnostic) =>
    `- ${severity}${at ? ` ${place(at, linkTo)}` : ""}: ${escapeMarkdown(message)}${hint ? ` ${escapeMarkdown(hint)}` : ""}`;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const others = diagnostics.filter(({ severity }) => severity !== "error");
  return [
    ...(errors.length > 0 ? [`### Not all could be read\n\n${errors.map(line).join("\n")}`] : []),
    ...(others.length > 0
      ? [folded(`${others.length} remarks about the input`, others.map(line).join("\n"))]
      : []),
  ];
}

function place(at: SourceLocation, linkTo: LinkTo): string {
  const text = code(`${at.file}:${at.start.line}`);
  const url = linkTo(at);
  return url === undefined ? text : `[${text}](${url})`;
}

function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}
