import type { SourceFile } from "./source-file.ts";

/** Escapes of letters and colons in JSON, YAML and HCL, and a quoted word of YAML that goes on in the next line. */
const HIDDEN = /\\(?:u00|U000000|x)(?:[46][1-9a-f]|[57][0-9a]|3a)|[\w:]\\\r?\n\s*[\w:]/i;

/** Whether a text may hold words that can't be found in it as they are: only decoding it tells. */
export function mayHideWords(text: string): boolean {
  return text.includes("\\") && HIDDEN.test(text);
}

/** The same of a file, for `computed`: several parsers ask. */
export function mayHideWordsIn({ text }: SourceFile): boolean {
  return mayHideWords(text);
}
