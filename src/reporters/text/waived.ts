import type { Finding, Report } from "../../finding.ts";
import { printable, printableFirst } from "./printable.ts";
import type { View } from "./view.ts";

/** Lines, and functions of one, beyond these say nothing more. */
const MOST_LINES = 10;
const MOST_FUNCTIONS = 3;

/** What is waived, folded: a line for what one rule finds and the same words waive, until when and by whom. Nothing where nothing is. */
export function waivedText({ findings }: Report, { paint }: View): string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!finding.waiver) continue;
    const { reason, owner, expires } = finding.waiver;
    const key = JSON.stringify([finding.ruleId, reason, owner, expires]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  if (groups.size === 0) return [];
  const lines = [...groups.values()].map(lineOf);
  const count = [...groups.values()].reduce((all, group) => all + group.length, 0);
  const more = lines.length - MOST_LINES;
  return [
    `${paint.bold(`Waived: ${count} ${count === 1 ? "finding" : "findings"}`)}`,
    ...lines.slice(0, MOST_LINES).map((line) => `  ${printableFirst(line)}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}

function lineOf(group: readonly Finding[]): string {
  const [{ ruleId, waiver }] = group as [Finding, ...Finding[]];
  const subjects = [...new Set(group.map(({ label, subject }) => label ?? subject))];
  const more = subjects.length - MOST_FUNCTIONS;
  const named = subjects.slice(0, MOST_FUNCTIONS).join(", ");
  const words = [
    waiver?.expires === undefined ? undefined : `until ${waiver.expires}`,
    waiver?.owner === undefined ? undefined : `by ${waiver.owner}`,
    waiver?.reason,
  ].filter((word) => word !== undefined);
  const who = words.length > 0 ? ` (${words.join(", ")})` : "";
  return printable(`${ruleId}: ${named}${more > 0 ? ` and ${more} more` : ""}${who}`);
}
