import { startOfFile } from "../../../source/location.ts";
import { listed, within } from "../../../values/either.ts";
import { work, workToMake } from "../../../values/work.ts";
import { isNeverNull } from "./equals.ts";
import { LimitError } from "./limit-error.ts";
import { compare } from "./numbers/big-float.ts";
import { exactly } from "./numbers/number.ts";
import { sameParts } from "./text.ts";
import { DYNAMIC, sameType, typeOf } from "./types.ts";
import { unknownFrom } from "./unknown.ts";
import { type Alternative, EvaluationError, type TfValue, type Type, type UnknownValue } from "./value.ts";
import { childrenOf } from "./within.ts";

/** Every alternative of a value, one when it is settled; undefined when they can't be listed. */
export function alternativesOf(value: TfValue): readonly Alternative[] | undefined {
  return value.kind === "unknown" ? value.alternatives : [{ when: {}, value }];
}

/**
 * The value that is one of several; known where all are the same.
 * Alternatives that Terraform would reject stay, for `try`; they count for nothing else.
 * @param undecided what keeps it undecided: its reasons become the value's
 */
export function either(cases: readonly Alternative[], undecided: readonly TfValue[]): TfValue {
  const all = cases.flatMap(flattened);
  workToMake(all.length);
  const alternatives = listedOf(all);
  const [first] = all;
  if (!first) throw new EvaluationError("none of its alternatives is possible");
  if (all.every(({ value }) => isRejected(value))) throw rejectionOf(first.value);
  if (all.every(({ value }) => isSame(value, first.value))) return first.value;
  const valid = (alternatives ?? all).map(({ value }) => value).filter((value) => !isRejected(value));
  return {
    ...unknownFrom([...undecided, ...valid], commonType(valid)),
    ...(alternatives ? { alternatives } : {}),
    ...(valid.every(isNeverNull) ? { notNull: true } : {}),
    ...(valid.some((value) => value.sensitive) ? { sensitive: true } : {}),
  };
}

/** Applies a function to each alternative of a value. */
export function mapAlternatives(
  value: TfValue,
  alternatives: readonly Alternative[],
  change: (value: TfValue) => TfValue,
): TfValue {
  return either(
    alternatives.map(({ when, value: each }) => ({
      when,
      value: isRejected(each) ? each : orRejected(() => change(each)),
    })),
    [value],
  );
}

/** The alternatives of a value that is possible under some outcomes only: its own, as far as these allow them. */
function flattened({ when, value }: Alternative): Alternative[] {
  return value.kind === "unknown" && value.alternatives
    ? within(value.alternatives, when)
    : [{ when, value }];
}

/** As many alternatives as a value lists; undefined where too many differ. */
export function listedOf(alternatives: Iterable<Alternative>): Alternative[] | undefined {
  return listed(
    alternatives,
    (a, b) => isSame(a.value, b.value),
    ({ value }) => ({ when: {}, value }),
  );
}

/** The result of an evaluation, or the error that Terraform would give. */
export function attempt(compute: () => TfValue): TfValue | EvaluationError {
  try {
    return compute();
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    throw error;
  }
}

/** The result of an evaluation; undefined where Terraform would reject it, or it is too much to compute. */
export function resultOf<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof LimitError) return undefined;
    throw error;
  }
}

/** The result of an evaluation for one alternative, which Terraform may reject. */
export function orRejected(compute: () => TfValue): TfValue {
  const result = attempt(compute);
  if (!(result instanceof EvaluationError)) return result;
  const reason = { kind: "rejected" as const, detail: result.message, at: result.at ?? startOfFile("") };
  return { kind: "unknown", type: DYNAMIC, reasons: [reason] };
}

/** Whether Terraform would reject the value: then what leads to it does not happen, or `try` takes its next argument. */
export function isRejected(value: TfValue): boolean {
  return (
    value.kind === "unknown" &&
    !value.alternatives &&
    value.reasons.some((reason) => reason.kind === "rejected")
  );
}

/** A value without the alternatives that Terraform would reject, since these don't happen; where one is left, it is that one. */
export function withoutRejected(value: TfValue): TfValue {
  if (value.kind !== "unknown" || !value.alternatives) return value;
  const possible = value.alternatives.filter((each) => !isRejected(each.value));
  const [only] = possible;
  if (only && possible.length === 1) return only.value;
  return possible.length === value.alternatives.length ? value : { ...value, alternatives: possible };
}

function rejectionOf(value: TfValue): EvaluationError {
  const reason =
    value.kind === "unknown" ? value.reasons.find((each) => each.kind === "rejected") : undefined;
  return new EvaluationError(reason?.detail ?? "Terraform would reject this", reason?.at);
}

/** Whether two alternatives come to the same: the same value of the same type, as far as it is known. */
export function isSame(a: TfValue, b: TfValue): boolean {
  if (a === b) return true;
  work(1);
  if (isRejected(a)) return isRejected(b);
  if (a.kind === "unknown") return sameParts(a, b) && sameType(a.type, (b as UnknownValue).type);
  if (a.kind === "null") return b.kind === "null";
  if (a.kind === "number") return b.kind === "number" && compare(exactly(a), exactly(b)) === 0;
  if (a.kind === "bool" || a.kind === "string") return b.kind === a.kind && a.value === b.value;
  return a.kind !== "lazy" && a.kind === b.kind && sameKeys(a, b) && sameChildren(a, b);
}

function sameKeys(a: TfValue, b: TfValue): boolean {
  if ((a.kind !== "map" && a.kind !== "object") || (b.kind !== "map" && b.kind !== "object")) return true;
  return a.entries.size === b.entries.size && [...a.entries.keys()].every((key) => b.entries.has(key));
}

function sameChildren(a: TfValue, b: TfValue): boolean {
  const [left, right] = [[...childrenOf(a)], [...childrenOf(b)]];
  if (left.length !== right.length || (left.length === 0 && !sameType(typeOf(a), typeOf(b)))) return false;
  return left.every((child, at) => isSame(child, right[at] as TfValue));
}

function commonType(values: readonly TfValue[]): Type {
  const [first, ...others] = values.filter(({ kind }) => kind !== "null").map(typeOf);
  return first && others.every((type) => sameType(type, first)) ? first : DYNAMIC;
}
