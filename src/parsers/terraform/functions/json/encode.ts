import { isInfinite } from "../../values/numbers/big-float.ts";
import { exactly, numberText } from "../../values/numbers/number.ts";
import { str } from "../../values/primitives.ts";
import { concatParts, MAX_TEXT } from "../../values/text.ts";
import { materialised } from "../../values/unknown.ts";
import { EvaluationError, type TfValue, type UnknownValue } from "../../values/value.ts";
import { isWhollyKnown } from "../../values/within.ts";
import { Incomputable } from "../definition.ts";

/** A wholly known value as JSON, exactly as Terraform writes it: no blanks, keys in order, `<`, `>` and `&` escaped. */
export function jsonText(value: TfValue): string {
  const pieces: string[] = [];
  let length = 0;
  write(value, (piece) => {
    length += piece.length;
    if (length > MAX_TEXT) throw new Incomputable("limit", `would give more than ${MAX_TEXT} characters`);
    pieces.push(piece);
  });
  return pieces.join("");
}

/** A value as JSON with its unknown texts in their places, so that what is named in it can still be found. */
export function jsonEncoded(value: TfValue): TfValue {
  if (isWhollyKnown(value)) return str(jsonText(value));
  const texts: TfValue[] = [];
  let known: string[] = [];
  let length = 0;
  const emit = (piece: string) => {
    length += piece.length;
    if (length > MAX_TEXT) throw new Incomputable("limit", `would give more than ${MAX_TEXT} characters`);
    known.push(piece);
  };
  write(value, emit, (unknown) => {
    const { parts, ...nameless } = unknown;
    // What may be null may come without quotes.
    const isText = parts !== undefined && unknown.notNull;
    const quote = isText ? '"' : "";
    const escaped = parts?.map((part) => (typeof part === "string" ? quotedText(part).slice(1, -1) : part));
    texts.push(str(known.join("") + quote), isText ? { ...unknown, parts: escaped ?? [] } : nameless);
    known = [quote];
  });
  return concatParts([...texts, str(known.join(""))]);
}

/** @param undecided what to do with an unknown value; without it there is none */
function write(
  given: TfValue,
  emit: (piece: string) => void,
  undecided?: (value: UnknownValue) => void,
): void {
  const value = materialised(given);
  switch (value.kind) {
    case "unknown":
      if (undecided) undecided(value);
      else emit("null");
      break;
    case "string":
      emit(quotedText(value.value));
      break;
    case "number":
      if (isInfinite(exactly(value))) throw new EvaluationError("JSON has no infinite numbers");
      emit(numberText(value));
      break;
    case "bool":
      emit(String(value.value));
      break;
    case "list":
    case "set":
    case "tuple":
      emit("[");
      writeEach(value.items, emit, (item) => write(item, emit, undecided));
      emit("]");
      break;
    case "map":
    case "object":
      emit("{");
      writeEach(value.entries, emit, ([key, each]) => {
        emit(`${quotedText(key)}:`);
        write(each, emit, undecided);
      });
      emit("}");
      break;
    default:
      emit("null");
      break;
  }
}

function writeEach<T>(items: Iterable<T>, emit: (piece: string) => void, writeOne: (item: T) => void): void {
  let isFirst = true;
  for (const item of items) {
    if (!isFirst) emit(",");
    isFirst = false;
    writeOne(item);
  }
}

function quotedText(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
