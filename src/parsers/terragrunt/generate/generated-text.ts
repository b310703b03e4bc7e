import type { SourceLocation } from "../../../source/location.ts";
import { SourceFile } from "../../../source/source-file.ts";
import type { Literal } from "../../terraform/syntax/ast.ts";

/** A piece of a generated text, and the place that decided it. */
export interface Piece {
  text: string;
  /** The same for pieces of the same text that are decided at the same place. */
  key: string;
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
  return { text, key: keyOf(text, at), locate: () => at };
}

function keyOf(text: string, { file, start, end }: SourceLocation): string {
  return JSON.stringify([text, file, start.line, start.column, start.offset, end.line, end.offset]);
}

/** Texts that many units have written alike, beyond which those of one place are not kept. */
const MAX_KEPT = 64;

const kept = new WeakMap<object, Map<string, GeneratedText>>();

/**
 * The text of some pieces, once for all units that have it written alike, so that it is parsed once.
 * @param path of the file that has it written
 * @param by what in that file does
 */
export function generatedText(path: string, by: object, pieces: readonly Piece[]): GeneratedText {
  const known = kept.get(by) ?? new Map<string, GeneratedText>();
  kept.set(by, known);
  const key = pieces.map((piece) => piece.key).join("\n");
  const already = known.get(key);
  if (already) return already;
  const text = new GeneratedText(path, pieces);
  if (known.size < MAX_KEPT) known.set(key, text);
  return text;
}

const alreadyWritten = new WeakMap<Literal, Piece>();

/** A piece that is written as it is in a file, but for blanks at the beginning of its lines and for escapes. */
export function writtenPiece(literal: Literal): Piece {
  const already = alreadyWritten.get(literal);
  if (already) return already;
  const piece = pieceOf(literal);
  alreadyWritten.set(literal, piece);
  return piece;
}

function pieceOf({ value, file, start, end }: Literal): Piece {
  const text = String(value);
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
    key: keyOf(text, file.locate(start, end)),
    locate(first, last) {
      const [begin, close] = [offsetOf(first), offsetOf(last)];
      return begin === undefined || close === undefined ? file.locate(start, end) : file.locate(begin, close);
    },
  };
}
