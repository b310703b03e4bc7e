import type { SourceLocation } from "../../../source/location.ts";
import { SourceFile } from "../../../source/source-file.ts";
import type { YamlScalar } from "../../../source/yaml/tree.ts";

/** The decoded text of a JSON string as a text of its own, whose offsets are located in the JSON file. */
export class EmbeddedText extends SourceFile {
  readonly #within: SourceFile;
  /** For each offset of the text, and for its end, the offset in the file. */
  readonly #offsets: readonly number[];

  constructor(scalar: YamlScalar) {
    const { text, offsets } = decoded(scalar);
    super(scalar.file.path, text);
    this.#within = scalar.file;
    this.#offsets = offsets;
  }

  override locate(start: number, end: number = start): SourceLocation {
    return this.#within.locate(this.#offset(start), this.#offset(end));
  }

  #offset(at: number): number {
    const last = this.#offsets.length - 1;
    return this.#offsets[Math.min(Math.max(at, 0), last)] ?? 0;
  }
}

function decoded({ file, start, end }: YamlScalar): { text: string; offsets: number[] } {
  const raw = file.text.slice(start + 1, end - 1);
  const offsets: number[] = [];
  let text = "";
  for (let at = 0; at < raw.length; ) {
    const length = raw[at] !== "\\" ? 1 : raw[at + 1] === "u" ? 6 : 2;
    const piece = raw.slice(at, at + length);
    const unit = length === 1 ? piece : unescaped(piece);
    for (let each = 0; each < unit.length; each++) offsets.push(start + 1 + at);
    text += unit;
    at += length;
  }
  offsets.push(start + 1 + raw.length);
  return { text, offsets };
}

function unescaped(sequence: string): string {
  try {
    return String(JSON.parse(`"${sequence}"`));
  } catch {
    return sequence;
  }
}
