import { clippedLine } from "../../source/clip.ts";
import type { SourceLocation } from "../../source/location.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { printable } from "./printable.ts";

/** The lines of a location with their numbers, and carets under the range; long ones are clipped around it. @param most lines */
export function codeFrame(
  at: SourceLocation,
  file: SourceFile | undefined,
  mark: (carets: string) => string,
  columns: number,
  most: number,
): string[] {
  if (!file || most === 0) return [];
  const first = at.start.line;
  const last = Math.min(at.end.line, first + most - 1);
  const width = String(last).length;
  const room = columns - width - 5;
  const isOneLine = at.start.line === at.end.line;
  const lines: string[] = [];
  for (let number = first; number <= last; number++) {
    const range = isOneLine ? { from: at.start.column - 1, to: at.end.column - 1 } : { from: 0, to: 0 };
    const { before, marked, after } = clippedLine(file.line(number).replaceAll("\t", " "), range, room);
    lines.push(`  ${String(number).padStart(width)} | ${printable(before + marked + after)}`);
    if (isOneLine) {
      const carets = mark("^".repeat(Math.max(1, printable(marked).length)));
      lines.push(`  ${" ".repeat(width)} | ${" ".repeat(printable(before).length)}${carets}`);
    }
  }
  return most > 1 && !isOneLine && at.end.line > last ? [...lines, `  ${" ".repeat(width)} | …`] : lines;
}
