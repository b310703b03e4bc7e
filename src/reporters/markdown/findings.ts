import { type Diagnostic, type Finding, findingsByChange, type Report } from "../../finding.ts";
import { changeWords, listedOf, remarksOf, remediesOf } from "../../reporter.ts";
import { code, escapeMarkdown } from "./escape.ts";
import { type LinkTo, place } from "./place.ts";

/** More of one rule are summed up. */
const MAX_PER_RULE = 50;

/**
 * A section for each rule that was broken, the violations first, then what can't be determined. Of a change: what it brings, then
 * what it mends; what was there before is folded away.
 */
export function findingSections(report: Report, linkTo: LinkTo): string[] {
  const { comparison } = report;
  if (!comparison) {
    const open = report.findings.filter((finding) => !finding.waiver);
    return sectionsOf(open, report, linkTo);
  }
  const of = findingsByChange(report.findings);
  const before = sectionsOf(of.unchanged, report, linkTo).join("\n\n");
  return [
    ...sectionsOf([...of.new, ...of.worse], report, linkTo),
    ...listed("Better", of.better, linkTo, true),
    // Places of what is fixed are those of the base, which no link of this page leads to.
    ...listed("Fixed", comparison.fixed, () => undefined, false),
    ...(before === "" ? [] : [folded(`There before this change (${of.unchanged.length})`, before)]),
  ];
}

function sectionsOf(findings: readonly Finding[], report: Report, linkTo: LinkTo): string[] {
  const violations = findings.filter((finding) => finding.verdict === "violation");
  const undetermined = findings.filter((finding) => finding.verdict === "undetermined");
  return [
    ...byRule(violations, report, linkTo),
    ...listed("Can't be determined", undetermined, linkTo, true),
  ];
}

/** Findings of several rules under one heading. @param withRemedy whether there is something left to do about them */
function listed(
  heading: string,
  findings: readonly Finding[],
  linkTo: LinkTo,
  withRemedy: boolean,
): string[] {
  if (findings.length === 0) return [];
  const more = findings.length - MAX_PER_RULE;
  const rest = more > 0 ? `\n- … and ${more} more` : "";
  const shown = findings.slice(0, MAX_PER_RULE);
  return [
    `### ${heading}\n\n${shown.map((each) => row(each, linkTo, { namesRule: true, withRemedy })).join("\n")}${rest}`,
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
  return findings
    .map((finding) => row(finding, linkTo, { namesRule: false, withRemedy: withRemedies }))
    .join("\n");
}

interface RowWords {
  /** Whether it stands under no heading of its rule. */
  namesRule: boolean;
  /** Whether it says what to do about it, where that is its own. */
  withRemedy: boolean;
}

function row(finding: Finding, linkTo: LinkTo, { namesRule, withRemedy }: RowWords): string {
  const { severity, remedy, subject, label, environments, at, ruleId } = finding;
  const { lead, close, others: places } = listedOf(finding);
  const others = places
    .map((each) => `\n  - ${place(each.at, linkTo)} ${escapeMarkdown(each.message)}`)
    .join("");
  const change = changeWords(finding);
  const state = change === undefined ? "" : ` **${escapeMarkdown(change)}**`;
  const rule = namesRule ? ` (${ruleId})` : "";
  const todo = withRemedy && remedy !== undefined ? ` **Do:** ${escapeMarkdown(remedy)}` : "";
  return `- **${severity}**${state} ${place(at, linkTo)} ${code(label ?? subject)} in ${environments.map(escapeMarkdown).join(", ")}${rule}: ${escapeMarkdown(lead)}${close ? ` ${escapeMarkdown(close)}` : ""}${todo}${listItems(finding, linkTo)}${others}`;
}

/** Who has how much, as a list below a finding; empty of one that lists nothing. @param most of them, where there is less room than for all */
export function listItems(finding: Finding, linkTo: LinkTo, most = Number.POSITIVE_INFINITY): string {
  const { items, more: rest } = listedOf(finding);
  const left = Math.max(0, items.length - most) + (items.length > most ? countOf(rest) : 0);
  const more = left > 0 ? `and ${left} more` : rest;
  const lines = items
    .slice(0, most)
    .map(
      ({ amount, name, isName, at }) =>
        `\n  - **${escapeMarkdown(amount)}** ${isName ? code(name) : escapeMarkdown(name)}${at ? ` ${place(at, linkTo)}` : ""}`,
    );
  return `${lines.join("")}${more === undefined ? "" : `\n  - ${escapeMarkdown(more)}`}`;
}

/** How many "and 7 more take 120" are. */
function countOf(more: string | undefined): number {
  return Number(/\d+/.exec(more ?? "")?.[0] ?? 0);
}

/** What the policy exempts, folded away. */
export function waivedSection({ findings }: Report, linkTo: LinkTo): string[] {
  const waived = findings.filter((finding) => finding.waiver);
  if (waived.length === 0) return [];
  const items = waived.slice(0, MAX_PER_RULE).map(({ ruleId, at, subject, label, waiver }) => {
    const { owner, reason, expires } = waiver ?? {};
    const words = [owner, reason, expires === undefined ? undefined : `until ${expires}`].filter(
      (word) => word !== undefined,
    );
    return `- ${ruleId} ${place(at, linkTo)} ${code(label ?? subject)}: ${escapeMarkdown(words.join(", "))}`;
  });
  const more = waived.length - items.length;
  if (more > 0) items.push(`- … and ${more} more`);
  return [folded(`${waived.length} waived`, items.join("\n"))];
}

/** What could not be read, or was found by name, folded away unless it is an error. */
export function diagnosticsSection(report: Report, linkTo: LinkTo): string[] {
  const diagnostics = remarksOf(report);
  const line = ({ severity, message, hint, at }: Diagnostic) =>
    `- ${severity}${at ? ` ${place(at, linkTo)}` : ""}: ${escapeMarkdown(message)}${hint ? ` ${escapeMarkdown(hint)}` : ""}`;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const others = diagnostics.filter(({ severity }) => severity !== "error");
  return [
    ...(errors.length > 0 ? [`### Not all could be read\n\n${errors.map(line).join("\n")}`] : []),
    ...(others.length > 0
      ? [
          folded(
            `${others.length} ${others.length === 1 ? "remark" : "remarks"} about the input`,
            others.map(line).join("\n"),
          ),
        ]
      : []),
  ];
}

function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}
