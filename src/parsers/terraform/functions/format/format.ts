import { work, workOnText } from "../../../../values/work.ts";
import { listOf, str } from "../../values/construct.ts";
import { convert } from "../../values/convert.ts";
import { isWhole, truncate } from "../../values/numbers/big-float.ts";
import { exactly } from "../../values/numbers/number.ts";
import { formatted } from "../../values/numbers/text.ts";
import { concatParts, MAX_TEXT } from "../../values/text.ts";
import { BOOL, DYNAMIC, listType, NUMBER, STRING } from "../../values/types.ts";
import { unknownFrom } from "../../values/unknown.ts";
import { EvaluationError, type NumberValue, type TfValue } from "../../values/value.ts";
import { isWhollyKnown } from "../../values/within.ts";
import { type FunctionDefinition, Incomputable, itemsOf, refuseMany, stringArgument } from "../definition.ts";
import { graphemeCount, graphemesOf } from "../graphemes.ts";
import { jsonText } from "../json/encode.ts";
import { formatFloat, formatInteger, isIntegerVerb } from "./number-verbs.ts";
import { parseFormat, type Verb } from "./verb.ts";

const ANYTHING = { type: DYNAMIC, nullable: true, needs: "nothing" } as const;

/** `format` and `formatlist`. */
export const formats: Readonly<Record<string, FunctionDefinition>> = {
  format: {
    parameters: [{ type: STRING }],
    rest: ANYTHING,
    returns: STRING,
    compute: ([format, ...args]) => interpolated(stringArgument(format), withoutBareNulls(args)),
  },
  formatlist: {
    parameters: [{ type: STRING }],
    rest: ANYTHING,
    returns: listType(STRING),
    compute: ([format, ...args]) => formatList(stringArgument(format), withoutBareNulls(args)),
  },
};

/** Terraform never computes a format with a null that has no type, which is no error either. */
function withoutBareNulls(args: TfValue[]): TfValue[] {
  if (args.some((arg) => arg.kind === "null" && arg.type.kind === "dynamic"))
    throw new Incomputable("unsupported", "is given a bare null, for which Terraform gives no value");
  return args;
}

function interpolated(format: string, args: readonly TfValue[]): TfValue {
  work(args.length);
  workOnText(format.length);
  const pieces = parseFormat(format);
  const used = pieces.reduce(
    (most, piece) => (typeof piece === "string" ? most : Math.max(most, piece.argument)),
    0,
  );
  if (used < args.length) throw new EvaluationError(`the format uses ${used} of ${args.length} arguments`);
  return concatParts(
    pieces.map((piece) => (typeof piece === "string" ? str(piece) : formattedArgument(piece, args))),
  );
}

function formattedArgument(verb: Verb, args: readonly TfValue[]): TfValue {
  const value = args[verb.argument - 1];
  if (!value) throw new EvaluationError(`there is no argument ${verb.argument} for ${verb.text}`);
  if (Math.max(verb.width ?? 0, verb.precision ?? 0) > MAX_TEXT)
    throw new Incomputable("limit", `has a width of more than ${MAX_TEXT}`);
  workOnText(Math.max(verb.width ?? 0, verb.precision ?? 0));
  if (!isWhollyKnown(value)) return unknownArgument(verb, value);
  if (value.kind === "null" && verb.letter !== "v")
    throw new EvaluationError(`null can't be formatted with ${verb.text}`);
  return str(printed(verb, value));
}

/** An unknown string that goes in as it is stays the same unknown piece of the text. */
function unknownArgument(verb: Verb, value: TfValue): TfValue {
  const isPlain =
    verb.text === "%s" ||
    /^%\[\d+\]s$/.test(verb.text) ||
    (verb.letter === "v" &&
      value.kind === "unknown" &&
      value.type.kind === "string" &&
      verb.text.length === 2);
  return isPlain && value.kind === "unknown" ? convert(value, STRING) : unknownFrom([value], STRING);
}

function printed(verb: Verb, value: TfValue): string {
  const { letter } = verb;
  if (letter === "v") return padded(verb, plainly(verb, value));
  if (letter === "t") return String((convert(value, BOOL) as { value: boolean }).value);
  if (letter === "s" || letter === "q") return padded(verb, cut(verb, value));
  const isNumber = isIntegerVerb(letter) || "eEfgG".includes(letter);
  if (!isNumber) throw new EvaluationError(`%${letter} is not a verb of format()`);
  const number = exactly(convert(value, NUMBER) as NumberValue);
  if (!isIntegerVerb(letter)) return formatFloat(number, verb);
  if (!isWhole(number)) throw new EvaluationError(`a whole number is required for ${verb.text}`);
  return formatInteger(truncate(number), verb);
}

function plainly({ flags }: Verb, value: TfValue): string {
  if (!flags.has("#")) {
    if (value.kind === "string") return value.value;
    if (value.kind === "number") return formatted(exactly(value), "g", -1);
  }
  return jsonText(value);
}

function cut({ letter, precision }: Verb, value: TfValue): string {
  const whole = stringArgument(convert(value, STRING));
  const text = precision ? graphemesOf(whole).slice(0, precision).join("") : whole;
  return letter === "q" ? jsonText(str(text)) : text;
}

function padded({ width = 0, flags }: Verb, text: string): string {
  const missing = width - graphemeCount(text);
  if (missing <= 0) return text;
  const padding = (flags.has("0") ? "0" : " ").repeat(missing);
  return flags.has("-") ? text + padding : padding + text;
}

function formatList(format: string, args: readonly TfValue[]): TfValue {
  if (args.some(isOpenList)) return unknownFrom(args.filter(isOpenList), listType(STRING));
  const lists = args.filter(isSequence);
  const [length, ...others] = lists.map((list) => itemsOf(list).length);
  if (others.some((other) => other !== length)) throw new EvaluationError("the lists have different lengths");
  const count = length ?? 1;
  refuseMany(count);
  const rows = Array.from({ length: count }, (_, row) =>
    interpolated(
      format,
      args.map((arg) => (isSequence(arg) ? (itemsOf(arg)[row] as TfValue) : arg)),
    ),
  );
  return listOf(rows, STRING);
}

function isSequence({ kind }: TfValue): boolean {
  return kind === "list" || kind === "set" || kind === "tuple";
}

/** Whether the argument may be a list whose length is not known. */
function isOpenList(value: TfValue): boolean {
  if (value.kind === "set") return value.items.length > 1 && !isWhollyKnown(value);
  return value.kind === "unknown" && !["string", "number", "bool", "map", "object"].includes(value.type.kind);
}
