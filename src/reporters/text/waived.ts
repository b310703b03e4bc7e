import type { Finding, Report } from "../../finding.ts";
import type { Detail } from "./detail.ts";
import { printable, printableFirst } from "./printable.ts";
import type { View } from "./view.ts";

/** What is waived, folded: a line for what one rule finds and the same words waive, until when and by whom. Nothing where nothing is. */
export function waivedText({ findings }: Report, { paint }: View, { waived: most, named }: Detail): string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!finding.waiver) continue;
    const { reason, owner, expires } = finding.waiver;
    const key = JSON.stringify([finding.ruleId, reason, owner, expires]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  if (groups.size === 0) return [];
  const lines = [...groups.values()].map((group) => lineOf(group, named));
  const count = [...groups.values()].reduce((all, group) => all + group.length, 0);
  const more = lines.length - most;
  return [
    `${paint.bold(`Waived: ${count} ${count === 1 ? "finding" : "findings"}`)}`,
    ...lines.slice(0, most).map((line) => `  ${printableFirst(line)}`),
    ...(more > 0 ? [`  … and ${more} more: --all`] : []),
  ];
}

function lineOf(group: readonly Finding[], most: number): string {
  const [{ ruleId, waiver }] = group as [Finding, ...Finding[]];
  const subjects = [...new Set(group.map(({ label, subject }) => label ?? subject))];
  const more = subjects.length - most;
  const named = subjects.slice(0, most).join(", ");
  const words = [
    waiver?.expires === undefined ? undefined : `until ${waiver.expires}`,
    waiver?.owner === undefined ? undefined : `by ${waiver.owner}`,
    waiver?.reason,
  ].filter((word) => word !== undefined);
  const who = words.length > 0 ? ` (${words.join(", ")})` : "";
  return printable(`${ruleId}: ${named}${more > 0 ? ` and ${more} more` : ""}${who}`);
}
