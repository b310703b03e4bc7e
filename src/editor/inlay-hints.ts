import { type InlayHint, InlayHintKind, type Range } from "vscode-languageserver";
import { printable } from "../reporters/text/printable.ts";
import type { SourceLocation } from "../source/location.ts";
import type { SourceFile } from "../source/source-file.ts";
import { alternativesOf } from "../values/value.ts";
import { settledWords } from "../values/words.ts";
import { isDefault, type PlacedNumber } from "./numbers-at.ts";
import { overlaps } from "./places.ts";

/** A place that numbers go through, with what they are there. */
interface Anchor {
  at: SourceLocation;
  numbers: PlacedNumber[];
}

/** What numbers come to in each environment, at the end of the lines that they go through: `prod 50 · dev 5`. Where there is one environment, it isn't named. */
export function inlayHintsOf(numbers: readonly PlacedNumber[], file: SourceFile, range: Range): InlayHint[] {
  const anchors = new Map<string, Anchor>();
  const isOneEnvironment = new Set(numbers.map(({ deployment }) => deployment.environment)).size === 1;
  for (const number of numbers)
    for (const at of anchorsOf(number)) {
      if (at.file !== file.path || !overlaps(at, range)) continue;
      const key = `${at.start.line} ${at.start.column}`;
      const anchor = anchors.get(key) ?? { at, numbers: [] };
      anchor.numbers.push(number);
      anchors.set(key, anchor);
    }
  return [...anchors.values()]
    .sort((a, b) => a.at.start.offset - b.at.start.offset)
    .map((anchor) => hintOf(anchor, file, isOneEnvironment));
}

/** Where a number is told: what it goes through, not where it is written: there everybody sees it. */
function anchorsOf(number: PlacedNumber): readonly SourceLocation[] {
  return isDefault(number) ? [] : (number.value.trace ?? []).map(({ at }) => at);
}

function hintOf({ at, numbers }: Anchor, file: SourceFile, isOneEnvironment: boolean): InlayHint {
  const byEnvironment = new Map<string, PlacedNumber[]>();
  for (const number of numbers) {
    const { environment } = number.deployment;
    byEnvironment.set(environment, [...(byEnvironment.get(environment) ?? []), number]);
  }
  const label = [...byEnvironment]
    .map(([environment, all]) => (isOneEnvironment ? wordsOf(all) : `${environment} ${wordsOf(all)}`))
    .join(" · ");
  return {
    position: { line: at.start.line - 1, character: endOf(at, file) },
    label: printable(label),
    kind: InlayHintKind.Parameter,
    paddingLeft: true,
  };
}

/** The end of a place, or of its first line; behind what only opens a block, too. */
function endOf({ start, end }: SourceLocation, file: SourceFile): number {
  const line = file.line(start.line);
  const column = end.line === start.line ? end.column - 1 : line.length;
  return /^\s*[{[(]?\s*$/.test(line.slice(column)) ? line.trimEnd().length : column;
}

function wordsOf(numbers: readonly PlacedNumber[]): string {
  const all = numbers.map(({ value }) => alternativesOf(value));
  const settled = all.flatMap((each) => each ?? []);
  const isOpen = all.some((each) => each === undefined);
  const words = settled.length === 0 ? [] : [settledWords(settled, "not set")];
  return [...words, ...(isOpen ? ["unknown"] : [])].join(" or ");
}
