import { isInfinite } from "../../values/numbers/big-float.ts";
import { exactly, numberText } from "../../values/numbers/number.ts";
import { MAX_TEXT } from "../../values/text.ts";
import { materialised } from "../../values/unknown.ts";
import { EvaluationError, type TfValue } from "../../values/value.ts";
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

function write(given: TfValue, emit: (piece: string) => void): void {
  const value = materialised(given);
  switch (value.kind) {
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
      writeEach(value.items, emit, (item) => write(item, emit));
      emit("]");
      break;
    case "map":
    case "object":
      emit("{");
      writeEach(value.entries, emit, ([key, each]) => {
        emit(`${quotedText(key)}:`);
        write(each, emit);
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
