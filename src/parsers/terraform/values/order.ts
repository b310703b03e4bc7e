import { work, workOnText } from "../../../values/work.ts";
import { EqualitySet } from "./equality-set.ts";
import { compare } from "./numbers/big-float.ts";
import { exactly } from "./numbers/number.ts";
import { formatted } from "./numbers/text.ts";
import { quoted } from "./quote.ts";
import type { TfValue } from "./value.ts";

/** Orders strings by code point, which is how Go orders their UTF-8 bytes. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  workOnText(at + 1);
  return at < length
    ? codePointRank(a.charCodeAt(at)) - codePointRank(b.charCodeAt(at))
    : a.length - b.length;
}

/** Surrogates encode code points above all other code units. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

/** Entries in the order that Terraform iterates over them. */
export function sortedEntries<T>(entries: Iterable<readonly [string, T]>): Map<string, T> {
  const sorted = [...entries].sort(([a], [b]) => compareStrings(a, b));
  work(sorted.length);
  return new Map(sorted);
}

/** Items of a set: each once, in cty's order. Unknown ones are never equal to another. */
export function asSetItems(items: readonly TfValue[]): TfValue[] {
  const keyed = items.map((value) => ({ value, rank: rankOf(value), key: sortKey(value) }));
  keyed.sort(
    (a, b) => a.rank - b.rank || comparePrimitives(a.value, b.value) || compareStrings(a.key, b.key),
  );
  const seen = new EqualitySet();
  return keyed.flatMap(({ value }) => {
    if (seen.has(value) === true) return [];
    seen.add(value);
    return [value];
  });
}

function rankOf({ kind }: TfValue): number {
  return kind === "null" ? 2 : kind === "unknown" || kind === "lazy" ? 1 : 0;
}

function comparePrimitives(a: TfValue, b: TfValue): number {
  if (a.kind === "string" && b.kind === "string") return compareStrings(a.value, b.value);
  if (a.kind === "bool" && b.kind === "bool") return Number(a.value) - Number(b.value);
  if (a.kind === "number" && b.kind === "number") return compare(exactly(a), exactly(b));
  return 0;
}

/** The text by which cty orders values that have no order of their own. */
function sortKey(value: TfValue): string {
  const key = keyOf(value);
  workOnText(key.length);
  return key;
}

function keyOf(value: TfValue): string {
  switch (value.kind) {
    case "unknown":
    case "lazy":
      return "?";
    case "null":
      return "~";
    case "bool":
      return value.value ? "T" : "F";
    case "number":
      return formatted(exactly(value), "g", 10);
    case "string":
      return quoted(value.value);
    case "list":
    case "set":
      return `[${value.items.map((item) => `${sortKey(item)};`).join("")}]`;
    case "tuple":
      return `<${value.items.map((item) => `${sortKey(item)};`).join("")}>`;
    case "map":
      return `{${[...value.entries].map(([key, each]) => `${quoted(key)}:${sortKey(each)};`).join("")}}`;
    case "object":
      return `<${[...value.entries.values()].map((each) => `${sortKey(each)};`).join("")}>`;
  }
}
