import { workOnText, workToMake } from "../../../values/work.ts";
import { equal } from "./equals.ts";
import { LimitError } from "./limit-error.ts";
import { typeKey, typeOf } from "./types.ts";
import type { TfValue } from "./value.ts";

/** Values that are not known have to be compared one with another. */
const MAX_COMPARED = 2_000;

/** Values of which is asked whether one equals another: known ones are found by a key, in the time that one comparison takes. */
export class EqualitySet {
  readonly #keys = new Set<string>();
  readonly #keyed: TfValue[] = [];
  /** Those that hold something unknown, and may become equal to anything. */
  readonly #open: TfValue[] = [];

  constructor(values: Iterable<TfValue> = []) {
    for (const value of values) this.add(value);
  }

  add(value: TfValue): void {
    const key = equalityKey(value);
    if (key === undefined) {
      this.#open.push(value);
      if (this.#open.length > MAX_COMPARED)
        throw new LimitError(
          `more than ${MAX_COMPARED} values that aren't known would be compared with each other`,
        );
    } else if (!this.#keys.has(key)) {
      this.#keys.add(key);
      this.#keyed.push(value);
    }
  }

  /** Whether one of them is equal to a value; undefined when that can't be known. */
  has(value: TfValue): boolean | undefined {
    const key = equalityKey(value);
    if (key !== undefined && this.#keys.has(key)) return true;
    let outcome: boolean | undefined = false;
    for (const other of key === undefined ? [...this.#open, ...this.#keyed] : this.#open) {
      const same = equal(other, value);
      if (same) return true;
      if (same === undefined) outcome = undefined;
    }
    return outcome;
  }
}

/** A text that two values have in common exactly where they are equal; undefined where something in a value isn't known. */
export function equalityKey(value: TfValue): string | undefined {
  // Nulls are equal whatever their types, but only by themselves: within another value the types count.
  if (value.kind === "null") return "null";
  const inside = keyWithin(value);
  return inside === undefined ? undefined : `${typeKey(typeOf(value))} ${inside}`;
}

function keyWithin(value: TfValue): string | undefined {
  switch (value.kind) {
    case "unknown":
    case "lazy":
      return undefined;
    case "null":
      return "~";
    case "number":
      // One number has several exact forms; -0 is 0.
      return value.exact ? undefined : String(value.value + 0);
    case "bool":
      return String(value.value);
    case "string":
      return JSON.stringify(value.value);
    case "list":
    case "set":
    case "tuple":
      return joined(value.items, keyWithin);
    case "map":
    case "object":
      return joined(value.entries, ([name, each]) => named(name, keyWithin(each)));
  }
}

function named(name: string, key: string | undefined): string | undefined {
  return key === undefined ? undefined : `${JSON.stringify(name)}:${key}`;
}

function joined<T>(parts: Iterable<T>, keyOf: (part: T) => string | undefined): string | undefined {
  const keys: string[] = [];
  for (const part of parts) {
    const key = keyOf(part);
    if (key === undefined) return undefined;
    keys.push(key);
  }
  const all = `[${keys.join(",")}]`;
  workToMake(keys.length);
  workOnText(all.length);
  return all;
}
