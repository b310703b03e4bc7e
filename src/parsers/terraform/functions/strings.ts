import { work } from "../../../values/work.ts";
import { bool, listOf, str } from "../values/construct.ts";
import { compareStrings } from "../values/order.ts";
import { certainPrefix, concatParts } from "../values/text.ts";
import { BOOL, listType, NUMBER, STRING } from "../values/types.ts";
import { unknownFrom } from "../values/unknown.ts";
import { EvaluationError, type TfValue } from "../values/value.ts";
import {
  type FunctionDefinition,
  integerOf,
  itemsOf,
  ofStrings,
  refuseLong,
  stringArgument,
} from "./definition.ts";
import { graphemesOf } from "./graphemes.ts";
import { replace } from "./regular-expressions.ts";

const STRINGS = listType(STRING);

/** Functions of strings. */
export const strings: Readonly<Record<string, FunctionDefinition>> = {
  chomp: ofStrings(1, STRING, (text) => str(withoutLineBreaks(text))),
  endswith: ofStrings(2, BOOL, (text, suffix) => bool(text.endsWith(suffix))),
  indent: {
    parameters: [{ type: NUMBER }, { type: STRING }],
    returns: STRING,
    compute: ([spaces, text]) => indent(integerOf(spaces, "the number of spaces"), stringArgument(text)),
  },
  join: {
    parameters: [{ type: STRING }],
    rest: { type: STRINGS },
    returns: STRING,
    compute: ([separator, ...lists]) => join(separator as TfValue, lists),
  },
  lower: ofStrings(1, STRING, (text) => str(byCodePoint(text, (each) => each.toLowerCase()))),
  replace: ofStrings(3, STRING, (text, search, replacement) => str(replace(text, search, replacement))),
  sort: {
    parameters: [{ type: STRINGS }],
    returns: STRINGS,
    compute: ([list]) => sort(itemsOf(list)),
  },
  split: ofStrings(2, STRINGS, (separator, text) => listOf(split(separator, text).map(str), STRING)),
  startswith: {
    parameters: [{ type: STRING, needs: "nothing" }, { type: STRING }],
    returns: BOOL,
    compute: ([text, prefix]) => startsWith(text as TfValue, stringArgument(prefix)),
  },
  strcontains: ofStrings(2, BOOL, (text, part) => bool(text.includes(part))),
  strrev: ofStrings(1, STRING, (text) => str(graphemesOf(text).reverse().join(""))),
  substr: {
    parameters: [{ type: STRING }, { type: NUMBER }, { type: NUMBER }],
    returns: STRING,
    compute: ([text, offset, length]) =>
      str(substring(stringArgument(text), integerOf(offset, "the offset"), integerOf(length, "the length"))),
  },
  title: ofStrings(1, STRING, (text) => str(title(text))),
  trim: ofStrings(2, STRING, (text, characters) => str(trim(text, new Set(characters)))),
  trimprefix: ofStrings(2, STRING, (text, prefix) =>
    str(text.startsWith(prefix) ? text.slice(prefix.length) : text),
  ),
  trimspace: ofStrings(1, STRING, (text) => str(trim(text, SPACE))),
  trimsuffix: ofStrings(2, STRING, (text, suffix) =>
    str(text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text),
  ),
  upper: ofStrings(1, STRING, (text) => str(byCodePoint(text, (each) => each.toUpperCase()))),
};

function withoutLineBreaks(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === "\n" || text[end - 1] === "\r")) end--;
  return text.slice(0, end);
}

function indent(spaces: number, text: string): TfValue {
  if (spaces < 0) throw new EvaluationError("the number of spaces is negative");
  const lines = text.split("\n");
  refuseLong(text.length + lines.length * spaces);
  return str(lines.join(`\n${" ".repeat(spaces)}`));
}

function join(separator: TfValue, lists: readonly TfValue[]): TfValue {
  if (lists.length === 0) throw new EvaluationError("a list to join is required");
  const items = lists.flatMap(itemsOf);
  if (items.some(({ kind }) => kind === "null")) throw new EvaluationError("null can't be joined");
  // An unknown element of a set may equal one of the others.
  const isOpen = lists.some((list) => list.kind === "unknown");
  if (isOpen) return unknownFrom(lists, STRING);
  const pieces = items.flatMap((item, at) => (at === 0 ? [item] : [separator, item]));
  refuseLong(
    pieces.reduce((length, piece) => length + (piece.kind === "string" ? piece.value.length : 0), 0),
  );
  return concatParts(pieces);
}

/** Go changes the case of each code point by itself, and leaves alone what would become several, but for the dotted I. */
function byCodePoint(text: string, change: (character: string) => string): string {
  if (/^[\0-\x7f]*$/.test(text)) return change(text);
  work(text.length);
  return Array.from(text, (character) => {
    const changed = change(character).replace(/^i\u0307$/, "i");
    return (changed.codePointAt(0) as number) > 0xffff
      ? changed.length === 2
        ? changed
        : character
      : changed.length === 1
        ? changed
        : character;
  }).join("");
}

function sort(items: readonly TfValue[]): TfValue {
  if (items.some(({ kind }) => kind === "null")) throw new EvaluationError("null can't be sorted");
  const unknown = items.filter(({ kind }) => kind === "unknown");
  // Any of them may come first, but as many come out as went in.
  if (unknown.length > 0)
    return listOf(
      items.map(() => unknownFrom(unknown, STRING)),
      STRING,
    );
  return listOf(
    [...items].sort((a, b) => compareStrings(stringArgument(a), stringArgument(b))),
    STRING,
  );
}

function split(separator: string, text: string): string[] {
  return separator === "" ? Array.from(text) : text.split(separator);
}

function startsWith(text: TfValue, prefix: string): TfValue {
  const certain = certainPrefix(text);
  if (text.kind === "string" || certain.startsWith(prefix)) return bool(certain.startsWith(prefix));
  return certain.length >= prefix.length || !prefix.startsWith(certain)
    ? bool(false)
    : unknownFrom([text], BOOL);
}

function substring(text: string, offset: number, length: number): string {
  if (offset >= 0 && length === 0) return "";
  const graphemes = graphemesOf(text);
  // An offset from the end that lies before the beginning is the beginning.
  const start = offset < 0 ? Math.max(offset + graphemes.length, 0) : offset;
  // Of a negative offset, no length means all the rest, as in Terraform.
  const end = length <= 0 ? graphemes.length : start + length;
  return graphemes.slice(start, end).join("");
}

const SPACE = {
  has: (character: string) => /^\p{White_Space}$/u.test(character),
};

function trim(text: string, characters: { has(character: string): boolean }): string {
  work(text.length);
  const points = Array.from(text);
  let start = 0;
  let end = points.length;
  while (start < end && characters.has(points[start] as string)) start++;
  while (end > start && characters.has(points[end - 1] as string)) end--;
  return points.slice(start, end).join("");
}

/** Pairs of letters in one character have a form for the beginning of a word. */
const TITLE_CASE: Readonly<Record<string, string>> = {
  Ǆ: "ǅ",
  ǆ: "ǅ",
  Ǉ: "ǈ",
  ǉ: "ǈ",
  Ǌ: "ǋ",
  ǌ: "ǋ",
  Ǳ: "ǲ",
  ǳ: "ǲ",
};

/** Raises the first letter of each word. As in Go, an underscore or a letter before it is within a word; an apostrophe ends one. */
function title(text: string): string {
  work(text.length);
  let before = " ";
  return Array.from(text, (character) => {
    const raised = isSeparator(before)
      ? (TITLE_CASE[character] ?? byCodePoint(character, (each) => each.toUpperCase()))
      : character;
    before = character;
    return raised;
  }).join("");
}

function isSeparator(character: string): boolean {
  if (/^[\0-\x7f]$/.test(character)) return !/^\w$/.test(character);
  return !/^[\p{L}\p{Nd}]$/u.test(character) && /^\p{White_Space}$/u.test(character);
}
