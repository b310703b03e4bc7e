import { bySeverity, type Finding } from "../../finding.ts";
import type { Detail } from "./detail.ts";

/** Findings that are told as one: equal but for whom they are about, or for names and numbers. */
export interface FindingGroup {
  /** Those at one place are one line. The first of the first is told in full. */
  places: Finding[][];
  /** Findings that are named nowhere. */
  left: number;
  /** Whether all have the same words. */
  isSame: boolean;
}

/**
 * The findings that are shown, in groups: all of them in their own order, or as many as a screen holds. New ones come first then and
 * worse ones after them, then errors; and different rules before repeats of one, the odd one before the many.
 */
export function selected(findings: readonly Finding[], detail: Detail): FindingGroup[] {
  const places = [...groupedBy(findings, (each) => placeKey(each, detail)).values()];
  if (detail.together === "place") return places.map((each) => ({ places: [each], left: 0, isSame: true }));
  const keyOf = detail.together === "text" ? textKey : kindKey;
  const groups = [...groupedBy(places, ([first]) => (first ? keyOf(first) : "")).values()];
  let room = detail.findings;
  return ranked(groups).flatMap((group) => {
    if (room === 0) return [];
    const shown = group.slice(0, Math.min(1 + detail.repeats, room));
    room -= shown.length;
    const left = group.slice(shown.length).reduce((sum, { length }) => sum + length, 0);
    return { places: shown, left, isSame: new Set(group.flat().map(({ message }) => message)).size === 1 };
  });
}

/** The weightiest first; of equal weight, one of each rule before another one of any, and the rarest first. */
function ranked(groups: readonly Finding[][][]): Finding[][][] {
  const known = groups.flatMap((group) => {
    const [[first] = []] = group;
    return first ? [{ group, first, size: group.flat().length }] : [];
  });
  const weightiest = (a: { first: Finding }, b: { first: Finding }) =>
    weight(a.first) - weight(b.first) || byLevel(a.first, b.first);
  known.sort((a, b) => weightiest(a, b) || a.size - b.size);
  const counts = new Map<string, number>();
  const rounds = known.map((each) => {
    const { ruleId, severity, verdict, change } = each.first;
    const key = [ruleId, severity, verdict, change].join("\n");
    const round = counts.get(key) ?? 0;
    counts.set(key, round + 1);
    return { ...each, round };
  });
  rounds.sort((a, b) => weightiest(a, b) || a.round - b.round);
  return rounds.map(({ group }) => group);
}

function weight({ change }: Finding): number {
  return change === "new" ? 0 : change === "worse" ? 1 : 2;
}

function byLevel(a: Finding, b: Finding): number {
  const open = ({ verdict }: Finding) => (verdict === "undetermined" ? 1 : 0);
  return bySeverity(a.severity, b.severity) || open(a) - open(b);
}

function textKey({ ruleId, severity, verdict, change, message, remedy }: Finding): string {
  return [ruleId, severity, verdict, change, message, remedy].join("\n");
}

/** What is the same of texts that say the same of different functions, whatever the numbers. */
function kindKey(finding: Finding): string {
  const environments = new Set(finding.environments);
  const words = wordsWithoutNames(finding).filter(
    (word) => !/[\d_.:/"[\]-]/.test(word) && !environments.has(word),
  );
  return textKey({ ...finding, message: words.join(" ") });
}

/** What is the same of texts that say the same of different functions, with the same numbers. */
function equalKey(finding: Finding): string {
  const { measure, measureBefore } = finding;
  const message = wordsWithoutNames(finding).join(" ");
  return [textKey({ ...finding, message }), measure?.over, measureBefore?.over].join("\n");
}

function wordsWithoutNames(finding: Finding): string[] {
  const names = new Set(finding.occurrences.flatMap(({ of, part }) => [of, part]));
  for (const name of [finding.subject, finding.label]) names.add(name).add(name?.split(".").at(-1));
  // What an alias or a configuration is called begins with its function's name in most formats.
  const own = (finding.label ?? finding.subject).split(".").at(-1) ?? "";
  const isName = (word: string) => names.has(word) || (word.length > 4 && own.startsWith(word));
  return finding.message.split(/[\s,;()]+/).filter((word) => !isName(word));
}

/** At one place, those are one that say the same of different functions; each in its own words where everything is told. */
function placeKey(finding: Finding, { together }: Detail): string {
  const { file, start } = finding.at;
  const key = together === "place" ? textKey(finding) : equalKey(finding);
  return [key, file, start.line, start.column].join("\n");
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
