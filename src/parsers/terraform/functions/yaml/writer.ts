import { MAX_TEXT } from "../../values/text.ts";
import { Incomputable } from "../definition.ts";
import { escapedForYaml, isBlockScalar, isPrintable } from "./scalar.ts";

const INDENT = 2;
/** Beyond this column, libyaml breaks quoted text at the next space. */
const WIDTH = 80;

/** Writes YAML as libyaml's emitter does, which decides Terraform's line breaks and indentation. */
export class YamlWriter {
  readonly #pieces: string[] = [];
  #length = 0;
  #column = 0;
  #indent = -1;
  /** Whether the last character was a blank that separates. */
  #isSpaced = true;
  /** Whether nothing but indentation and indicators is on the line so far. */
  #isAtStart = true;
  #isOpenEnded = false;

  /** The document as a whole. */
  finish(): string {
    this.startLine();
    if (this.#isOpenEnded) {
      this.indicator("...", false, false);
      this.startLine();
    }
    return this.#pieces.join("");
  }

  get isAtStart(): boolean {
    return this.#isAtStart;
  }

  /** Writes what is inside one step further in. */
  indented(write: () => void, step: "block" | "flow" | "none" = "block"): void {
    const before = this.#indent;
    if (before < 0) this.#indent = step === "flow" ? INDENT : 0;
    else if (step !== "none") this.#indent += INDENT;
    write();
    this.#indent = before;
  }

  /** Goes to the indentation, on a new line where this one has content. */
  startLine(): void {
    const indent = Math.max(this.#indent, 0);
    const isBehind = this.#column > indent || (this.#column === indent && !this.#isSpaced);
    if (!this.#isAtStart || isBehind) this.#break("\n");
    this.#put(" ".repeat(Math.max(indent - this.#column, 0)));
    this.#isSpaced = true;
    this.#isAtStart = true;
  }

  /** A character with a meaning: `-`, `:`, `"`. */
  indicator(text: string, isIndentation: boolean, isSpacedBefore = true): void {
    if (isSpacedBefore && !this.#isSpaced) this.#put(" ");
    this.#put(text);
    this.#isSpaced = false;
    this.#isAtStart &&= isIndentation;
    this.#isOpenEnded = false;
  }

  /** A number, a boolean or null. */
  plain(text: string): void {
    if (!this.#isSpaced) this.#put(" ");
    this.#put(text);
    this.#isSpaced = false;
    this.#isAtStart = false;
    this.#isOpenEnded = this.#indent < 0;
  }

  /** A string: on lines of its own where it has line breaks, else in quotes. */
  text(text: string, isSimpleKey: boolean): void {
    const isBlock = !isSimpleKey && isBlockScalar(text);
    this.indented(() => (isBlock ? this.#block(text) : this.#quoted(text, !isSimpleKey)), "flow");
  }

  #block(text: string): void {
    this.indicator("|", false);
    if (/^[ \n]/.test(text)) this.indicator(String(INDENT), false, false);
    const isKept = text === "\n" || text.endsWith("\n\n");
    if (isKept || !text.endsWith("\n")) this.indicator(isKept ? "+" : "-", false, false);
    this.#isOpenEnded = isKept;
    this.#break("\n");
    this.#isAtStart = true;
    this.#isSpaced = true;
    for (const line of text.split(/(?<=\n)/)) {
      if (line !== "\n") this.startLine();
      this.#put(line.replace("\n", ""));
      this.#isAtStart = false;
      if (line.endsWith("\n")) this.#break("\n");
    }
  }

  #quoted(text: string, mayBreak: boolean): void {
    this.indicator('"', false);
    const characters = Array.from(text);
    let wasSpace = false;
    for (const [at, character] of characters.entries()) {
      const isInside = at > 0 && at < characters.length - 1;
      if (character === " " && mayBreak && !wasSpace && this.#column > WIDTH && isInside) {
        this.startLine();
        if (characters[at + 1] === " ") this.#put("\\");
      } else this.#put(isPrintable(character) ? character : escapedForYaml(character));
      this.#isAtStart = false;
      wasSpace = character === " ";
    }
    this.indicator('"', false, false);
  }

  #put(text: string): void {
    this.#length += text.length;
    if (this.#length > MAX_TEXT)
      throw new Incomputable("limit", `would give more than ${MAX_TEXT} characters`);
    this.#pieces.push(text);
    this.#column += text.length;
  }

  #break(text: string): void {
    this.#put(text);
    this.#column = 0;
    this.#isAtStart = true;
  }
}
