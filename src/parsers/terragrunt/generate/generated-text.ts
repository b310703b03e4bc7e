import type { SourceLocation } from "../../../source/location.ts";
import { SourceFile } from "../../../source/source-file.ts";

/** A piece of a generated text, and the place that decided it. */
export interface Piece {
  text: string;
  /** The place of a stretch of the piece. */
  locate(start: number, end: number): SourceLocation;
}

/** A text that Terragrunt writes: whatever is in it is shown where it is decided. */
export class GeneratedText extends SourceFile {
  readonly #pieces: readonly Piece[];
  readonly #starts: readonly number[];

  /** @param path of the file that has it written */
  constructor(path: string, pieces: readonly Piece[]) {
    super(path, pieces.map(({ text }) => text).join(""));
    this.#pieces = pieces;
    let at = 0;
    this.#starts = pieces.map(({ text }) => {
      const start = at;
      at += text.length;
      return start;
    });
  }

  override locate(start: number, end: number = start): SourceLocation {
    const first = this.#indexAt(start);
    const piece = this.#pieces[first];
    if (!piece) return super.locate(0);
    const from = start - (this.#starts[first] ?? 0);
    const begin = piece.locate(from, Math.min(end - (this.#starts[first] ?? 0), piece.text.length));
    const last = this.#indexAt(Math.max(start, end - 1));
    if (last === first) return begin;
    const closing = this.#pieces[last] as Piece;
    const until = closing.locate(0, end - (this.#starts[last] ?? 0));
    // A block is shown as a whole where it stands; a value within it may be decided anywhere.
    const isAfter = until.file === begin.file && until.end.offset >= begin.end.offset;
    return isAfter ? { ...begin, end: until.end } : begin;
  }

  #indexAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }
}

/** A piece whose every part is decided at one place. */
export function pieceAt(text: string, at: SourceLocation): Piece {
  return { text, locate: () => at };
}

/** A piece that is written as it is in a stretch of a file, but for blanks at the beginning of its lines and for escapes. */
export function writtenPiece(text: string, file: SourceFile, start: number, end: number): Piece {
  const lines: { from: number; at: number; length: number }[] = [];
  let cursor = start;
  let from = 0;
  for (const line of text.split("\n")) {
    const at = file.text.indexOf(line, cursor);
    const isThere = at !== -1 && at + line.length <= end;
    if (isThere) cursor = at + line.length;
    lines.push({ from, at: isThere ? at : -1, length: line.length });
    from += line.length + 1;
  }
  const offsetOf = (offset: number): number | undefined => {
    const line = lines.findLast((each) => each.from <= offset);
    return line && line.at !== -1 ? line.at + Math.min(offset - line.from, line.length) : undefined;
  };
  return {
    text,
    locate(first, last) {
      const [begin, close] = [offsetOf(first), offsetOf(last)];
      return begin === undefined || close === undefined ? file.locate(start, end) : file.locate(begin, close);
    },
  };
}
