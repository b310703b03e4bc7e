import { compareText } from "../source/location.ts";
import type { Settled } from "./value.ts";

/** More than these are given as a range. */
const LISTED = 3;

/** What a number can be, in a sentence: `5`, `5 or 8`, `1 to 20`. The order of the numbers makes no difference. */
export function numberWords(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  if (sorted.length > LISTED) return `${sorted[0]} to ${sorted.at(-1)}`;
  return listed(sorted.map(String));
}

/** What settled numbers can be, in a sentence; `absent` is said where one of them isn't set. */
export function settledWords(settled: readonly Settled<number>[], absent: string): string {
  const numbers = settled.flatMap((each) => (each.state === "known" ? [each.value] : []));
  if (numbers.length === settled.length) return numberWords(numbers);
  return numbers.length === 0 ? absent : listed([numberWords(numbers), absent]);
}

/** The numbers in one place of some combinations, in a sentence. @param absent what is said where one isn't set */
export function numbersAt(
  combinations: readonly (readonly Settled<unknown>[])[],
  place: number,
  absent = "none",
): string {
  const settled = combinations.flatMap((each) => each[place] ?? []);
  return settledWords(settled as Settled<number>[], absent);
}

/** Texts that something can be, in a sentence, whatever their order. */
export function alternativeWords(texts: readonly string[]): string {
  return listed([...new Set(texts)].sort(compareText));
}

/** `a`, `a or b`, `a, b or c` */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} or ${last}` : last;
}
