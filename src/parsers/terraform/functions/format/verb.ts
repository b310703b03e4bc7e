import { EvaluationError } from "../../values/value.ts";

/** One place of a format text where an argument goes: `%-8.2[1]f`. */
export interface Verb {
  /** As written, for messages. */
  text: string;
  letter: string;
  flags: ReadonlySet<string>;
  width?: number;
  precision?: number;
  /** From 1. */
  argument: number;
}

const VERB = /%([0#\-+ ]*)([1-9]\d*)?(?:\.(\d*))?(?:\[([1-9]\d*)\])?([a-zA-Z])/y;

/** Splits a format text into literal pieces and verbs; throws EvaluationError where it is malformed. */
export function parseFormat(format: string): (string | Verb)[] {
  const pieces: (string | Verb)[] = [];
  let next = 1;
  let at = 0;
  while (at < format.length) {
    const percent = format.indexOf("%", at);
    const end = percent === -1 ? format.length : percent;
    if (end > at) pieces.push(format.slice(at, end));
    if (percent === -1) break;
    if (format[percent + 1] === "%") {
      pieces.push("%");
      at = percent + 2;
      continue;
    }
    const verb = verbAt(format, percent, next);
    pieces.push(verb);
    next = verb.argument + 1;
    at = percent + verb.text.length;
  }
  return pieces;
}

function verbAt(format: string, at: number, next: number): Verb {
  VERB.lastIndex = at;
  const match = VERB.exec(format);
  if (!match)
    throw new EvaluationError(
      `${JSON.stringify(format.slice(at, at + 12))} is no place for an argument; a percent sign is written %%`,
    );
  const [text, flags = "", width, precision, argument, letter = ""] = match;
  return {
    text,
    letter,
    flags: new Set(flags),
    ...(width ? { width: Number(width) } : {}),
    ...(precision === undefined ? {} : { precision: Number(precision) }),
    argument: argument ? Number(argument) : next,
  };
}
