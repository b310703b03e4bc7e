/** So many characters that are no blanks, from the start of a line, make its hash. */
const WINDOW = 100;
const FACTOR = 37;
/** What a file ends with: no character of a text. */
const END = 0xffff;
const SPACE = 0x20;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const HALF = 2 ** 32;

/**
 * The hash of each line of a text, as `upload-sarif` computes `primaryLocationLineHash`: a polynomial of the next hundred
 * characters without blanks, modulo 2^64, then a colon and how often the same hash came up before.
 * The action warns of a value that isn't its own, so this has to be the same to the bit.
 * See https://github.com/github/codeql-action/blob/main/src/fingerprints.ts
 */
export function lineHashes(text: string): string[] {
  const { characters, lineStarts } = withoutBlanks(text);
  const at = (index: number) => characters[index] ?? 0;
  const hashes: string[] = [];
  const times = new Map<string, number>();
  const hash = new RollingHash();
  for (let index = 0; index < WINDOW; index++) hash.push(at(index), 0);
  let from = 0;
  for (const start of lineStarts) {
    for (; from < start; from++) hash.push(at(from + WINDOW), at(from));
    const digits = hash.hexadecimal;
    const nth = (times.get(digits) ?? 0) + 1;
    times.set(digits, nth);
    hashes.push(`${digits}:${nth}`);
  }
  return hashes;
}

/** The characters that count, with every line break as one line feed and the end after them, and where lines start among them. */
function withoutBlanks(text: string): { characters: Uint16Array; lineStarts: number[] } {
  const characters = new Uint16Array(text.length + 1);
  const lineStarts: number[] = [];
  let count = 0;
  let isLineStart = true;
  for (let index = 0; index <= text.length; index++) {
    const code = index === text.length ? END : text.charCodeAt(index);
    if (code === SPACE || code === TAB) continue;
    if (code === LINE_FEED && text.charCodeAt(index - 1) === CARRIAGE_RETURN) continue;
    if (isLineStart) lineStarts.push(count);
    const counted = code === CARRIAGE_RETURN ? LINE_FEED : code;
    isLineStart = counted === LINE_FEED;
    characters[count++] = counted;
  }
  return { characters: characters.subarray(0, count), lineStarts };
}

/** 37^99 … 37^0 times the characters of a window, modulo 2^64, in two halves: big integers would take ten times as long. */
class RollingHash {
  #high = 0;
  #low = 0;

  /** @param leaving the character that was pushed a window ago */
  push(entering: number, leaving: number): void {
    const low = this.#low * FACTOR + entering - leaving * FIRST.low;
    const carry = Math.floor(low / HALF);
    this.#low = low - carry * HALF;
    this.#high = modulo(this.#high * FACTOR + carry - leaving * FIRST.high);
  }

  get hexadecimal(): string {
    return ((BigInt(this.#high) << 32n) | BigInt(this.#low)).toString(16);
  }
}

function modulo(amount: number): number {
  return amount - Math.floor(amount / HALF) * HALF;
}

/** 37^100 modulo 2^64: what a character counts when it leaves the window. */
const FIRST = (() => {
  const power = BigInt.asUintN(64, BigInt(FACTOR) ** BigInt(WINDOW));
  return { high: Number(power >> 32n), low: Number(power & 0xffffffffn) };
})();
