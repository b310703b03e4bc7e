import { type Finding, findingsByChange, type Report } from "../../finding.ts";
import { type Concurrency, type FunctionChange, reservationWords } from "../../model/estate-change.ts";
import { changeWords, countsBySeverity } from "../../reporter.ts";
import { intervalWords } from "../../values/interval.ts";
import type { Detail } from "./detail.ts";
import { printable } from "./printable.ts";
import type { View } from "./view.ts";

/** What a change does beside what it brings: findings that it mends, functions with other numbers, what was there before. Empty without a base. */
export function changeText(
  { findings, comparison }: Report,
  { place }: View,
  { changes: most, together }: Detail,
): string[] {
  if (!comparison) return [];
  const { fixed, functions } = comparison;
  const of = findingsByChange(findings);
  const counts = (["new", "worse", "better"] as const).map((state) => `${of[state].length} ${state}`);
  const line = ({ at, ruleId, subject, label, environments }: Finding, words: string) =>
    `  - ${place(at)} ${ruleId} ${label ?? subject} in ${environments.join(", ")} (${words})`;
  return [
    `Against the base: ${counts.join(", ")}, ${fixed.length} fixed, ${of.unchanged.length} unchanged.`,
    ...listed(of.better, (each) => line(each, changeWords(each) ?? "better"), most),
    ...listed(fixed, (each) => line(each, "fixed"), most),
    ...listed(functions, functionLine, most),
    ...(together === "place" ? [] : beforeLine(of.unchanged)),
  ].map(printable);
}

function beforeLine(unchanged: readonly Finding[]): string[] {
  const isOne = unchanged.length === 1;
  if (unchanged.length === 0) return [];
  return [
    `${countsBySeverity(unchanged)} ${isOne ? "was" : "were"} there before, and ${isOne ? "is" : "are"} not listed: --all`,
  ];
}

function listed<T>(items: readonly T[], lineOf: (item: T) => string, most: number): string[] {
  const more = Math.max(0, items.length - most);
  return [
    ...items.slice(0, items.length - more).map(lineOf),
    ...(more > 0 ? [`    and ${more} more: --all`] : []),
  ];
}

function functionLine({ kind, name, environments, before, after }: FunctionChange): string {
  const reserved = numbers(before, after, (each) => reservationWords(each.reserved));
  const provisioned = numbers(before, after, (each) => intervalWords(each.provisioned));
  return `  ${kind} ${name} (${environments.join(", ")}): reserved ${reserved}, provisioned ${provisioned}`;
}

function numbers(
  before: Concurrency | undefined,
  after: Concurrency | undefined,
  words: (each: Concurrency) => string,
): string {
  const [from, to] = [before && words(before), after && words(after)];
  return from === undefined || to === undefined || from === to ? `${to ?? from}` : `${from} → ${to}`;
}
