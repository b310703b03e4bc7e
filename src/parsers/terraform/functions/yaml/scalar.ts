const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  "\0": "0",
  "\u0007": "a",
  "\b": "b",
  "\t": "t",
  "\n": "n",
  "\v": "v",
  "\f": "f",
  "\r": "r",
  "\u001b": "e",
  '"': '"',
  "\\": "\\",
  "\u0085": "N",
  "\u00a0": "_",
  "\u2028": "L",
  "\u2029": "P",
};

const LINE_BREAK = /[\r\n\u0085\u2028\u2029]/;

/** Whether libyaml writes the character as it is in a quoted string. Characters beyond the basic plane are not among them. */
export function isPrintable(character: string): boolean {
  if (character === '"' || character === "\\" || LINE_BREAK.test(character)) return false;
  return isPrintableAnywhere(character);
}

function isPrintableAnywhere(character: string): boolean {
  return /^[\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/.test(character);
}

/** Whether a string is written as a block: it has line breaks, and nothing that only quotes can hold. */
export function isBlockScalar(text: string): boolean {
  if (!text.includes("\n") || text.endsWith(" ") || / [\r\n\u0085\u2028\u2029]/.test(text)) return false;
  return Array.from(text).every(isPrintableAnywhere);
}

/** A character as an escape of a double-quoted string. */
export function escapedForYaml(character: string): string {
  const named = NAMED_ESCAPES[character];
  if (named) return `\\${named}`;
  const code = character.codePointAt(0) as number;
  const [letter, width] = code <= 0xff ? ["x", 2] : code <= 0xffff ? ["u", 4] : ["U", 8];
  return `\\${letter}${code
    .toString(16)
    .toUpperCase()
    .padStart(width as number, "0")}`;
}
