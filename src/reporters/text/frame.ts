import { clippedLine } from "../../source/clip.ts";
import type { SourceLocation } from "../../source/location.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { printable } from "./printable.ts";

const MOST_LINES = 4;

/** The lines of a location with their numbers, and carets under the range; long ones are clipped around it. */
export function codeFrame(
  at: SourceLocation,
  file: SourceFile | undefined,
  mark: (carets: string) => string,
  columns: number,
): string[] {
  if (!file) return [];
  const first = at.start.line;
  const last = Math.min(at.end.line, first + MOST_LINES - 1);
  const width = String(last).length;
  const most = columns - width - 5;
  const isOneLine = at.start.line === at.end.line;
  const lines: string[] = [];
  for (let number = first; number <= last; number++) {
    const range = isOneLine ? { from: at.start.column - 1, to: at.end.column - 1 } : { from: 0, to: 0 };
    const { before, marked, after } = clippedLine(file.line(number).replaceAll("\t", " "), range, most);
    lines.push(`  ${String(number).padStart(width)} | ${printable(before + marked + after)}`);
    if (isOneLine) {
      const carets = mark("^".repeat(Math.max(1, printable(marked).length)));
      lines.push(`  ${" ".repeat(width)} | ${" ".repeat(printable(before).length)}${carets}`);
    }
  }
  return !isOneLine && at.end.line > last ? [...lines, `  ${" ".repeat(width)} | …`] : lines;
}
