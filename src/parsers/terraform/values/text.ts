import { workOnText } from "../../../values/work.ts";
import { LimitError } from "./limit-error.ts";
import { referencesOf } from "./marks.ts";
import { str } from "./primitives.ts";
import { STRING } from "./types.ts";
import { unknownFrom } from "./unknown.ts";
import type { StringPart, TfValue } from "./value.ts";

/** Longer texts are not names of anything. */
export const MAX_TEXT = 1_000_000;
/** As many as a large definition of an API names functions, twice. */
const MAX_PARTS = 256;

/** Strings one after another: known, or unknown with the pieces that are known. All must be strings, none null. */
export function concatParts(texts: readonly TfValue[]): TfValue {
  const references = referencesOf(texts);
  if (texts.some((text) => text.kind !== "string")) {
    const parts = joinedParts(texts);
    return { ...unknownFrom(texts, STRING), notNull: true, ...(parts ? { parts } : {}), ...references };
  }
  const pieces = texts.map((text) => (text.kind === "string" ? text.value : ""));
  return { ...str(joinedText(pieces)), ...references };
}

/** Pieces as one text; throws LimitError, before it is made, where it is too long. */
export function joinedText(pieces: readonly string[]): string {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length > MAX_TEXT) throw tooLong();
  workOnText(length);
  return pieces.join("");
}

/** The error of a text that is not computed for its size. */
function tooLong(): LimitError {
  return new LimitError(`its text is longer than ${MAX_TEXT} characters`);
}

/** The text with its unknown pieces; undefined when there is a piece without identity, or more than names something. */
export function joinedParts(texts: readonly TfValue[]): StringPart[] | undefined {
  const parts: StringPart[] = [];
  let length = 0;
  for (const text of texts) {
    const pieces = text.kind === "string" ? [text.value] : text.kind === "unknown" ? text.parts : undefined;
    if (!pieces) return undefined;
    for (const piece of pieces) {
      const last = parts.at(-1);
      if (typeof piece === "string") length += piece.length;
      if (typeof piece === "string" && typeof last === "string") parts[parts.length - 1] = last + piece;
      else if (piece !== "") parts.push(piece);
    }
    if (parts.length > MAX_PARTS || length > MAX_TEXT) return undefined;
  }
  workOnText(length);
  return parts;
}

/** Whether two unknown values are made of the same pieces, so that they are equal whatever those are. */
export function sameParts(a: TfValue, b: TfValue): boolean {
  if (a.kind !== "unknown" || b.kind !== "unknown" || !a.parts || !b.parts) return false;
  const others = b.parts;
  return (
    a.parts.length === others.length && a.parts.every((part, at) => samePart(part, others[at] as StringPart))
  );
}

function samePart(a: StringPart, b: StringPart): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  return a.address === b.address && a.attribute === b.attribute && a.deployment === b.deployment;
}

/** The text that a string begins with in any case; empty for other values. */
export function certainPrefix(value: TfValue): string {
  if (value.kind === "string") return value.value;
  const [first] = value.kind === "unknown" ? (value.parts ?? []) : [];
  return typeof first === "string" ? first : "";
}
