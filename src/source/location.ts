/** A place in a text: line and column count from 1, the offset from 0; columns and offsets are UTF-16 code units. */
export interface Position {
  line: number;
  column: number;
  offset: number;
}

/** A stretch of a file; `end` is exclusive. `file` is relative to the checkout, with forward slashes. */
export interface SourceLocation {
  file: string;
  start: Position;
  end: Position;
}

const ORIGIN: Position = { line: 1, column: 1, offset: 0 };

/** The beginning of a file, for a message about the file as a whole. */
export function startOfFile(file: string): SourceLocation {
  return { file, start: ORIGIN, end: ORIGIN };
}

/** Orders locations by file, then by start, then by end: the order of every list that we print. */
export function compareLocations(a: SourceLocation, b: SourceLocation): number {
  return compareText(a.file, b.file) || a.start.offset - b.start.offset || a.end.offset - b.end.offset;
}

/** Orders text by code unit, the same under every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
