import type { SourceLocation } from "../../../source/location.ts";
import { SourceFile } from "../../../source/source-file.ts";

/** A text that an expression makes: all of it is where the expression is. */
export class PlacedText extends SourceFile {
  readonly #at: SourceLocation;

  constructor(text: string, at: SourceLocation) {
    super(at.file, text);
    this.#at = at;
  }

  override locate(): SourceLocation {
    return this.#at;
  }
}
