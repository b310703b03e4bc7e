import type { SourceLocation } from "../../source/location.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { printable } from "./printable.ts";

const MOST_LINES = 4;

/** The lines of a location with their numbers, and carets under the range. */
export function codeFrame(
  at: SourceLocation,
  file: SourceFile | undefined,
  mark: (carets: string) => string,
): string[] {
  if (!file) return [];
  const first = at.start.line;
  const last = Math.min(at.end.line, first + MOST_LINES - 1);
  const width = String(last).length;
  const lines: string[] = [];
  for (let number = first; number <= last; number++) {
    lines.push(`  ${String(number).padStart(width)} | ${printable(file.line(number).replaceAll("\t", " "))}`);
  }
  if (at.start.line !== at.end.line)
    return at.end.line > last ? [...lines, `  ${" ".repeat(width)} | …`] : lines;
  const carets = Math.max(1, at.end.column - at.start.column);
  return [...lines, `  ${" ".repeat(width)} | ${" ".repeat(at.start.column - 1)}${mark("^".repeat(carets))}`];
}
