import { bySeverity, type Diagnostic, type Finding, type RuleInfo } from "../finding.ts";
import { changeWords, listedOf, remediesOf } from "../reporter.ts";
import { code, escapeMarkdown } from "../reporters/markdown/escape.ts";
import { listItems } from "../reporters/markdown/findings.ts";
import { type LinkTo, place } from "../reporters/markdown/place.ts";

const SIGNS: Record<Finding["severity"], string> = { error: "❌", warning: "⚠️", note: "ℹ️" };

/** Findings under a heading, grouped by rule; a rule's words are given once, above its findings. @param takers that one names at most */
export function findingList(
  heading: string,
  findings: readonly Finding[],
  rules: readonly RuleInfo[],
  linkTo: LinkTo,
  most: number,
  takers: number,
): string[] {
  if (findings.length === 0) return [];
  const { shown, left } = foremost(findings, most);
  const groups = new Map<string, Finding[]>();
  for (const finding of shown) groups.set(finding.ruleId, [...(groups.get(finding.ruleId) ?? []), finding]);
  return [
    `#### ${heading}`,
    "",
    ...[...groups].flatMap(([id, group]) => {
      const rule = rules.find((each) => each.id === id);
      const { above, isEachOwn } = remediesOf(group, rule ?? { remedy: "" });
      const items = group.map(
        (each) => `${item(each, linkTo)}${isEachOwn ? remedyOf(each) : ""}${listItems(each, linkTo, takers)}`,
      );
      return [...ruleHead(id, rule, above), ...items, ""];
    }),
    ...omitted(left.length, countsByRule(left)),
  ];
}

/** As many as there is room for, in their own order: different rules come before repeats of one. */
function foremost(findings: readonly Finding[], most: number): { shown: Finding[]; left: Finding[] } {
  const counts = new Map<string, number>();
  const ranked = findings.map((finding) => {
    const round = counts.get(finding.ruleId) ?? 0;
    counts.set(finding.ruleId, round + 1);
    return { finding, round };
  });
  ranked.sort((a, b) => bySeverity(a.finding.severity, b.finding.severity) || a.round - b.round);
  const chosen = new Set(ranked.slice(0, most).map(({ finding }) => finding));
  return {
    shown: findings.filter((each) => chosen.has(each)),
    left: findings.filter((each) => !chosen.has(each)),
  };
}

/** How many there are of each rule, where there are several rules. */
function countsByRule(findings: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const { ruleId } of findings) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  return counts.size > 1 ? ` (${[...counts].map(([id, count]) => `${count} ${code(id)}`).join(", ")})` : "";
}

/** Findings in a fold, a line each: those that need no action now. @param sign instead of the severity's, for what is gone */
export function findingFold(
  heading: string,
  findings: readonly Finding[],
  linkTo: LinkTo,
  most: number,
  sign?: string,
): string[] {
  if (findings.length === 0) return [];
  const shown = findings.slice(0, most);
  return fold(`${heading} (${findings.length})`, [
    ...shown.map((finding) => `${item(finding, linkTo, sign)} ${code(finding.ruleId)}${waiverOf(finding)}`),
    ...omitted(findings.length - shown.length),
  ]);
}

/** What could not be read or is worth knowing, in a fold. */
export function diagnosticFold(diagnostics: readonly Diagnostic[], linkTo: LinkTo, most: number): string[] {
  const told = diagnostics.filter((each) => each.severity !== "note");
  if (told.length === 0) return [];
  const shown = told.slice(0, most);
  return fold(`About the input (${told.length})`, [
    ...shown.map(({ severity, message, hint, at }) => {
      const words = [message, hint].filter((each) => each !== undefined).map(escapeMarkdown);
      return `- ${SIGNS[severity]} ${at ? `${place(at, linkTo)} ` : ""}${words.join(" ")}`;
    }),
    ...omitted(told.length - shown.length),
  ]);
}

function fold(summary: string, lines: string[]): string[] {
  return [`<details><summary>${summary}</summary>`, "", ...lines, "", "</details>", ""];
}

function ruleHead(id: string, rule: RuleInfo | undefined, remedy: string | undefined): string[] {
  if (!rule) return [`**${code(id)}**`, ""];
  return [`**[${code(id)}](${rule.docsUrl})**${remedy ? ` – ${escapeMarkdown(remedy)}` : ""}`, ""];
}

function remedyOf({ remedy }: Finding): string {
  return remedy === undefined ? "" : ` – ${escapeMarkdown(remedy)}`;
}

function item(finding: Finding, linkTo: LinkTo, sign = SIGNS[finding.severity]): string {
  const { at, label, subject, environments, change } = finding;
  const { lead, close = "" } = listedOf(finding);
  const message = close === "" ? lead : `${lead} ${close}`;
  // That it is new says the heading.
  const words = change === "new" ? undefined : changeWords(finding);
  const state = words === undefined ? "" : `**${escapeMarkdown(words)}** `;
  return `- ${sign} ${state}${place(at, linkTo)} ${escapeMarkdown(message)} ${code(label ?? subject)} in ${environments.map(escapeMarkdown).join(", ")}`;
}

function waiverOf({ waiver }: Finding): string {
  if (!waiver) return "";
  const words = [
    waiver.reason && escapeMarkdown(waiver.reason),
    waiver.owner && `owner ${escapeMarkdown(waiver.owner)}`,
    waiver.expires && `until ${escapeMarkdown(waiver.expires)}`,
  ].filter((each) => each);
  return words.length > 0 ? ` – ${words.join(", ")}` : "";
}

function omitted(count: number, which = ""): string[] {
  return count > 0 ? [`${count} more${which} ${count === 1 ? "is" : "are"} in the job's log.`, ""] : [];
}
