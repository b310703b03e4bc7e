import { type ChangeState, type Finding, findingsByChange, type Report } from "../finding.ts";
import { type Concurrency, type FunctionChange, reservationWords } from "../model/estate-change.ts";
import { printable } from "../reporters/text/printable.ts";
import type { View } from "../reporters/text/view.ts";
import { intervalWords } from "../values/interval.ts";

/** What a change does, for people: findings that it brings, moves or mends, functions with other numbers. Empty without a base. */
export function changeText({ findings, comparison }: Report, { place }: View): string {
  if (!comparison) return "";
  const { fixed, functions } = comparison;
  const of = findingsByChange(findings);
  const count = (state: ChangeState) => `${of[state].length} ${state}`;
  const counts = [count("new"), count("worse"), count("better"), `${fixed.length} fixed`, count("unchanged")];
  const line = (sign: string, { at, ruleId, subject }: Finding, word = "") =>
    `  ${sign} ${place(at)} ${ruleId} ${subject}${word}`;
  const lines = [
    `Against the base: ${counts.join(", ")}.`,
    ...of.new.map((each) => line("+", each)),
    ...of.worse.map((each) => line("+", each, " (worse)")),
    ...of.better.map((each) => line("-", each, " (better)")),
    ...fixed.map((each) => line("-", each)),
    ...functions.map(functionLine),
  ];
  return `\n${lines.map(printable).join("\n")}\n`;
}

function functionLine({ kind, label, address, environments, before, after }: FunctionChange): string {
  const reserved = numbers(before, after, (each) => reservationWords(each.reserved));
  const provisioned = numbers(before, after, (each) => intervalWords(each.provisioned));
  return `  ${kind} ${label ?? address} (${environments.join(", ")}): reserved ${reserved}, provisioned ${provisioned}`;
}

function numbers(
  before: Concurrency | undefined,
  after: Concurrency | undefined,
  words: (each: Concurrency) => string,
): string {
  const [from, to] = [before && words(before), after && words(after)];
  return from === undefined || to === undefined || from === to ? `${to ?? from}` : `${from} → ${to}`;
}
