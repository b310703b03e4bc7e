import { compareLocations, type SourceLocation } from "./location.ts";
import type { SourceFile } from "./source-file.ts";

/** A change of a text. Offsets as in `SourceLocation`; `at.start` = `at.end` inserts. */
export interface Edit {
  at: SourceLocation;
  text: string;
}

/** A text with edits made in it; undefined when two of them touch the same characters. */
export function withEdits(text: string, edits: readonly Edit[]): string | undefined {
  let result = "";
  let at = 0;
  for (const edit of [...edits].sort((a, b) => compareLocations(a.at, b.at))) {
    if (edit.at.start.offset < at) return undefined;
    result += text.slice(at, edit.at.start.offset) + edit.text;
    at = edit.at.end.offset;
  }
  return result + text.slice(at);
}

/** Whether two edits are one: what several findings ask for is done once. */
export function sameEdit(a: Edit, b: Edit): boolean {
  return a.text === b.text && compareLocations(a.at, b.at) === 0;
}

/** The line break that a file uses. */
export function lineBreakOf(file: SourceFile): "\r\n" | "\n" {
  return file.text.includes("\r\n") ? "\r\n" : "\n";
}
