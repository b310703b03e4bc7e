import { bySeverity, type Finding } from "../../finding.ts";

/** Findings that are equal but for whom they are about: at one place, or with one text. */
export interface FindingGroup {
  /** Those at one place, which are told as one. */
  places: Finding[][];
}

/** Findings that a first screen shows. */
const MOST = 20;
/** Of one text, more say nothing more. */
const MOST_EQUAL = 10;
/** Of texts that differ in names and numbers alone. */
const MOST_ALIKE = 5;

/**
 * The findings that are shown, in groups of one text, in their own order: all of them, or as many as a screen holds. New ones come
 * first then and worse ones after them, then errors; and different rules before repeats of one.
 */
export function selected(
  findings: readonly Finding[],
  all: boolean,
): { groups: FindingGroup[]; left: number } {
  const places = [...groupedBy(findings, placeKey).values()];
  if (all) return { groups: places.map((each) => ({ places: [each] })), left: 0 };
  const chosen = new Set(chosenOf(places));
  const groups = [
    ...groupedBy(
      places.filter((each) => chosen.has(each)),
      ([first]) => (first ? textKey(first) : ""),
    ).values(),
  ].map((each) => ({ places: each }));
  const shown = [...chosen].reduce((sum, { length }) => sum + length, 0);
  return { groups, left: findings.length - shown };
}

function chosenOf(places: readonly Finding[][]): Finding[][] {
  const counts = new Map<string, number>();
  const counted = (key: string) => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return count;
  };
  const ranked = places.flatMap((place) => {
    const [first] = place;
    if (!first) return [];
    const equal = counted(`text ${textKey(first)}`);
    const alike = equal === 0 ? counted(`kind ${kindKey(first)}`) : 0;
    return equal >= MOST_EQUAL || alike >= MOST_ALIKE ? [] : [{ place, first, repeat: equal + alike }];
  });
  // Other kinds of a rule come before repeats of one.
  ranked.sort((a, b) => a.repeat - b.repeat);
  const rounds = ranked.map((each) => ({ ...each, round: counted(`rule ${each.first.ruleId}`) }));
  rounds.sort((a, b) => weight(a.first) - weight(b.first) || byLevel(a.first, b.first) || a.round - b.round);
  return rounds.slice(0, MOST).map(({ place }) => place);
}

function weight({ change }: Finding): number {
  return change === "new" ? 0 : change === "worse" ? 1 : 2;
}

function byLevel(a: Finding, b: Finding): number {
  const open = ({ verdict }: Finding) => (verdict === "undetermined" ? 1 : 0);
  return bySeverity(a.severity, b.severity) || open(a) - open(b);
}

function textKey({ ruleId, severity, verdict, change, message }: Finding): string {
  return [ruleId, severity, verdict, change, message].join("\n");
}

/** What is the same of texts that say the same of different functions. */
function kindKey(finding: Finding): string {
  const names = new Set(finding.occurrences.flatMap(({ of, part }) => [of, part]));
  for (const name of [finding.subject, finding.label]) names.add(name).add(name?.split(".").at(-1));
  const words = finding.message
    .split(/[\s,;()]+/)
    .filter((word) => !names.has(word) && !/[\d_.:/"[\]-]/.test(word));
  return textKey({ ...finding, message: words.join(" ") });
}

function placeKey(finding: Finding): string {
  const { file, start } = finding.at;
  return [textKey(finding), file, start.line, start.column].join("\n");
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
