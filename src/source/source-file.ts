import type { Position, SourceLocation } from "./location.ts";

/**
 * A text with a name, and the one routine that turns offsets into lines and columns.
 * A byte order mark is not part of `text`: offsets and columns count without it.
 */
export class SourceFile {
  readonly path: string;
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  #lineStarts: number[] | undefined;
  readonly #hidden: { start: number; end: number }[] = [];
  #computed: Map<(file: SourceFile) => unknown, unknown> | undefined;

  /** @param path relative to the checkout, with forward slashes */
  constructor(path: string, text: string) {
    this.path = path;
    this.hasByteOrderMark = text.charCodeAt(0) === 0xfeff;
    this.text = this.hasByteOrderMark ? text.slice(1) : text;
  }

  /** The location of the half-open range of UTF-16 offsets. Offsets outside the text are clamped. */
  locate(start: number, end: number = start): SourceLocation {
    return { file: this.path, start: this.#position(start), end: this.#position(Math.max(start, end)) };
  }

  /** The text of a line (from 1), without its line break, as it may be shown; empty outside the file. */
  line(number: number): string {
    const starts = this.#starts();
    const start = starts[number - 1];
    if (start === undefined) return "";
    const next = starts[number];
    let end = next === undefined ? this.text.length : next - 1;
    if (next !== undefined && end > start && this.text[end - 1] === "\r") end--;
    const text = this.text.slice(start, end);
    return this.#hidden.reduce(
      (shown, hidden) => withStars(shown, hidden.start - start, hidden.end - start),
      text,
    );
  }

  /** Lines are shown with stars in the place of a range: a secret that the text holds. */
  hide(start: number, end: number): void {
    this.#hidden.push({ start, end });
  }

  /**
   * What a computation comes to for this text, computed once: several parsers ask for the same, and so do the base and the head of a
   * change where both have this text.
   */
  computed<T>(compute: (file: SourceFile) => T): T {
    this.#computed ??= new Map();
    if (!this.#computed.has(compute)) this.#computed.set(compute, compute(this));
    return this.#computed.get(compute) as T;
  }

  /** The location of a line (from 1), from a column to its end without the line break; undefined outside the file. */
  locateLine(number: number, column = 1): SourceLocation | undefined {
    const start = this.#starts()[number - 1];
    return start === undefined
      ? undefined
      : this.locate(start + column - 1, start + this.line(number).length);
  }

  get lineCount(): number {
    return this.#starts().length;
  }

  #position(offset: number): Position {
    const at = Math.min(Math.max(offset, 0), this.text.length);
    const starts = this.#starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] as number) + 1, offset: at };
  }

  /** Lines end at `\n`; a `\r` before it belongs to the line that it ends. */
  #starts(): number[] {
    if (this.#lineStarts) return this.#lineStarts;
    const starts = [0];
    for (let at = this.text.indexOf("\n"); at !== -1; at = this.text.indexOf("\n", at + 1))
      starts.push(at + 1);
    this.#lineStarts = starts;
    return starts;
  }
}

function withStars(text: string, from: number, to: number): string {
  const [start, end] = [Math.max(from, 0), Math.min(to, text.length)];
  return start < end ? `${text.slice(0, start)}${"*".repeat(end - start)}${text.slice(end)}` : text;
}

/** A text that nobody has read before. */
export function newSourceFile(path: string, text: string): SourceFile {
  return new SourceFile(path, text);
}
