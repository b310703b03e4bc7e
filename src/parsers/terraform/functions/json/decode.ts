import { workToMake } from "../../../../values/work.ts";
import { bool, nil, num, object, str, tuple } from "../../values/construct.ts";
import { NumberRangeError, parseNumber } from "../../values/numbers/big-float.ts";
import { EvaluationError, type TfValue } from "../../values/value.ts";
import { Incomputable } from "../definition.ts";

/** Nesting beyond this is not configuration. */
const MAX_DEPTH = 200;

/** The value of a JSON text: arrays are tuples, objects objects, and numbers keep all their digits. */
export function parseJson(text: string): TfValue {
  const reader = new JsonReader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORDS: readonly (readonly [string, () => TfValue])[] = [
  ["true", () => bool(true)],
  ["false", () => bool(false)],
  ["null", () => nil()],
];

class JsonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): TfValue {
    if (depth > MAX_DEPTH)
      throw new Incomputable("limit", `is given JSON that is nested more than ${MAX_DEPTH} deep`);
    workToMake(1);
    this.#match(SPACE);
    switch (this.#text[this.#at]) {
      case "{":
        return this.#object(depth);
      case "[":
        return this.#array(depth);
      case '"':
        return str(this.#string());
      default:
        return this.#word() ?? this.#number();
    }
  }

  end(): void {
    this.#match(SPACE);
    if (this.#at < this.#text.length) throw this.#malformed();
  }

  #object(depth: number): TfValue {
    const entries = new Map<string, TfValue>();
    this.#sequence("}", () => {
      this.#match(SPACE);
      const key = this.#string().normalize("NFC");
      this.#expect(":");
      entries.set(key, this.value(depth + 1));
    });
    return object(entries);
  }

  #array(depth: number): TfValue {
    const items: TfValue[] = [];
    this.#sequence("]", () => items.push(this.value(depth + 1)));
    return tuple(items);
  }

  #sequence(close: string, readOne: () => void): void {
    this.#at++;
    this.#match(SPACE);
    if (this.#skip(close)) return;
    do readOne();
    while (this.#skip(","));
    this.#expect(close);
  }

  #string(): string {
    const token = this.#match(STRING);
    if (!token) throw this.#malformed();
    // Half of a surrogate pair is not a character; Go reads a replacement character.
    return (JSON.parse(token) as string).replace(/\p{Cs}/gu, "\ufffd");
  }

  #word(): TfValue | undefined {
    const found = WORDS.find(([word]) => this.#text.startsWith(word, this.#at));
    if (found) this.#at += found[0].length;
    return found?.[1]();
  }

  #number(): TfValue {
    const token = this.#match(NUMBER);
    if (!token) throw this.#malformed();
    try {
      const number = parseNumber(token);
      if (number) return num(number);
    } catch (error) {
      if (!(error instanceof NumberRangeError)) throw error;
    }
    throw new Incomputable("limit", "is given a number that is out of range");
  }

  #expect(character: string): void {
    if (!this.#skip(character)) throw this.#malformed();
  }

  #skip(character: string): boolean {
    this.#match(SPACE);
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const token = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += token.length;
    return token;
  }

  #malformed(): EvaluationError {
    return new EvaluationError(`the text is not valid JSON at character ${this.#at + 1}`);
  }
}
