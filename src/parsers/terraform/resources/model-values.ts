import type { SourceLocation } from "../../../source/location.ts";
import { type Alternative, known, unknown, unset, type Value } from "../../../values/value.ts";
import { isAdapterFile } from "../adapters/adapter-file.ts";
import { resultOf, withoutRejected } from "../values/alternatives.ts";
import { convert } from "../values/convert.ts";
import { BOOL, NUMBER, STRING } from "../values/types.ts";
import { reasonsIn } from "../values/unknown.ts";
import type { Origin, TfValue, Type } from "../values/value.ts";

/** No name, ARN or id of AWS is longer; each instance keeps its own. */
const LONGEST_NAME = 2_048;
/** What holds a document. */
const DOCUMENT = /(?:_body|policy|definition)$/;

/** A Terraform value as a text of the model. @param attribute its name, where it may be a document */
export function modelString(value: TfValue, at: SourceLocation, attribute = ""): Value<string> {
  const text = modelValue(
    value,
    at,
    ofType(STRING, (each) => (each.kind === "string" ? each.value : undefined)),
  );
  const longest = longestOf(text);
  if (longest <= LONGEST_NAME || DOCUMENT.test(attribute)) return text;
  return unknown(`it has ${longest} characters, and nothing of AWS has a name of so many`, text.at);
}

function longestOf(text: Value<string>): number {
  if (text.state === "known") return text.value.length;
  const alternatives = text.state === "unknown" ? (text.alternatives ?? []) : [];
  return alternatives.reduce(
    (most, each) => Math.max(most, each.state === "known" ? each.value.length : 0),
    0,
  );
}

/** A Terraform value as a number of the model. */
export function modelNumber(value: TfValue, at: SourceLocation): Value<number> {
  return modelValue(
    value,
    at,
    ofType(NUMBER, (each) => (each.kind === "number" ? each.value : undefined)),
  );
}

/** A Terraform value as a truth value of the model. */
export function modelBoolean(value: TfValue, at: SourceLocation): Value<boolean> {
  return modelValue(
    value,
    at,
    ofType(BOOL, (each) => (each.kind === "bool" ? each.value : undefined)),
  );
}

/** Reads a value that is neither null nor unknown; undefined when it can't be such a value. */
type Read<T> = (value: TfValue) => T | undefined;

function ofType<T>(type: Type, take: Read<T>): Read<T> {
  return (value) => {
    const converted = resultOf(() => convert(value, type));
    return converted && take(converted);
  };
}

/**
 * A Terraform value in the model's terms: null is unset; what Terraform would reject is left out.
 * @param at its place, where the value itself has none
 */
export function modelValue<T>(value: TfValue, at: SourceLocation, read: Read<T>): Value<T> {
  const possible = withoutRejected(value);
  if (possible.kind !== "unknown") return settled(possible, at, read);
  const { at: origin, trace } = visible(possible.origin, at);
  const because = reasonsIn(possible.reasons);
  const alternatives: Alternative<T>[] = [];
  for (const { when, value: alternative } of possible.alternatives ?? []) {
    const each = alternative.kind === "unknown" ? undefined : settled(alternative, at, read);
    if (!each || each.state === "unknown") return unknown(because, origin, { trace });
    alternatives.push({ ...each, when });
  }
  return unknown(because, origin, { alternatives, trace });
}

function settled<T>(value: TfValue, at: SourceLocation, read: Read<T>): Value<T> {
  const { at: origin, trace } = visible(value.origin, at);
  if (value.kind === "null") return unset(origin, trace);
  const found = read(value);
  if (found !== undefined) return known(found, origin, trace);
  return unknown(
    `a ${value.kind === "lazy" ? "resource" : value.kind} is given here, which Terraform would reject`,
    origin,
    { trace, rejected: value.kind === "string" ? JSON.stringify(value.value) : `a ${value.kind}` },
  );
}

/** Without places in an adapter, which nobody can open. */
export function visible(origin: Origin | undefined, at: SourceLocation): Origin {
  if (!origin) return { at };
  const trace = origin.trace?.filter((step) => !isAdapterFile(step.at.file));
  const place = isAdapterFile(origin.at.file) ? at : origin.at;
  return { at: place, ...(trace?.length ? { trace } : {}) };
}
