import type { Finding, RelatedLocation, Report } from "../../finding.ts";
import { changeWords, listedOf } from "../../reporter.ts";
import { clippedText, LONGEST_TEXT } from "../../source/clip.ts";
import type { Detail } from "./detail.ts";
import { codeFrame } from "./frame.ts";
import { printable, printableFirst } from "./printable.ts";
import type { FindingGroup } from "./selection.ts";
import type { View } from "./view.ts";

/** What is said of a rule besides what is so: both were not said before. */
export interface Advice {
  why?: string | undefined;
  remedy?: string | undefined;
}

/** Of those at one place, so many are named where a line is all there is. */
const MOST_NAMED_IN_LINE = 2;

/** What is so, with its lines and the other places, and where it is so too; with a rule's words, also why it matters and what to do. */
export function findingText(
  { places: [first = [], ...repeats], left, isSame }: FindingGroup,
  sources: Report["sources"],
  { why, remedy }: Advice,
  view: View,
  detail: Detail,
): string[] {
  const [finding] = first;
  if (!finding) return [];
  const { paint, place, codeWidth } = view;
  const { at, severity, ruleId } = finding;
  const { lead, others, close } = listedOf(finding);
  const level = { error: paint.red, warning: paint.yellow, note: paint.cyan }[severity];
  return [
    `${paint.bold(place(at))} ${level(severity + remarks(finding))} ${paint.bold(ruleId)}`,
    `  ${printableFirst(clippedText(lead, LONGEST_TEXT))}`,
    ...listText(finding, view),
    ...(close === undefined ? [] : [`  ${printableFirst(clippedText(close, LONGEST_TEXT))}`]),
    paint.dim(`  ${subjects(first, detail.named)}`),
    ...codeFrame(at, sources.get(at.file), level, codeWidth, detail.code),
    ...relatedText(others, view, detail),
    ...(why === undefined ? [] : [`  ${paint.bold("Why:")} ${why}`]),
    ...(remedy === undefined ? [] : [`  ${paint.bold("Do:")} ${printable(remedy)}`]),
    ...(repeats.length > 0 ? [`  ${isSame ? "The same" : "Alike"} at:`] : []),
    ...repeats.flatMap((each) =>
      each.slice(0, 1).map(({ at }) => `    ${place(at)} ${paint.dim(subjects(each, MOST_NAMED_IN_LINE))}`),
    ),
    ...(left > 0
      ? [repeats.length > 0 ? `    and ${left} more` : `  ${isSame ? "The same" : "Alike"} at ${left} more.`]
      : []),
  ];
}

/** The other places of a finding, with what is there. */
function relatedText(
  others: readonly RelatedLocation[],
  { paint, place }: View,
  { related }: Detail,
): string[] {
  if (related === 0) return [];
  const lines = [
    ...new Set(
      others.map((each) => `${place(each.at)} ${printable(clippedText(each.message, LONGEST_TEXT))}`),
    ),
  ];
  const more = Math.max(0, lines.length - related);
  return [...lines.slice(0, lines.length - more), ...(more > 0 ? [`and ${more} other places`] : [])].map(
    (line) => paint.dim(`  ${line}`),
  );
}

/** Who has how much, one a line. */
function listText(finding: Finding, { paint, place }: View): string[] {
  const { items, more } = listedOf(finding);
  const width = Math.max(...items.map(({ amount }) => amount.length));
  return [
    ...items.map(({ amount, name, at }) => {
      const where = at ? `  ${paint.dim(place(at))}` : "";
      return `    ${amount.padStart(width)}  ${printable(clippedText(name, LONGEST_TEXT))}${where}`;
    }),
    ...(more === undefined ? [] : [`    ${more}`]),
  ];
}

function remarks(finding: Finding): string {
  const change = changeWords(finding);
  const words = [
    ...(finding.verdict === "undetermined" ? [finding.verdict] : []),
    ...(change === undefined ? [] : [change]),
  ];
  return words.length > 0 ? ` (${words.join(", ")})` : "";
}

/** Whom a finding is about, and in which environments; several where one place decides for them. */
function subjects(findings: readonly Finding[], most: number): string {
  const roots = new Set(findings.map(({ root }) => root));
  const byEnvironments = new Map<string, string[]>();
  for (const { label, subject, environments, root } of findings) {
    const where = environments.join(", ");
    const name = `${clippedText(label ?? subject, LONGEST_TEXT)}${roots.size > 1 ? ` of ${root}` : ""}`;
    byEnvironments.set(where, [...(byEnvironments.get(where) ?? []), name]);
  }
  // Those that are the same in several environments are named once.
  const byNames = new Map<string, string[]>();
  for (const [where, names] of byEnvironments) {
    const more = Math.max(0, names.length - most);
    const named = names.slice(0, names.length - more).join(", ");
    const whom = `${named}${more > 0 ? ` and ${more} more` : ""}`;
    byNames.set(whom, [...(byNames.get(whom) ?? []), where]);
  }
  const told = [...byNames].map(([whom, places]) => `${whom} in ${places.join(", ")}`);
  return printableFirst(told.join("; "));
}
