import { startOfFile } from "../../../source/location.ts";
import { combine } from "../../../values/combine.ts";
import type { Guard } from "../../../values/guard.ts";
import { MAX_ALTERNATIVES } from "../../../values/value.ts";
import { isNeverNull } from "./equals.ts";
import { LimitError } from "./limit-error.ts";
import { compare } from "./numbers/big-float.ts";
import { exactly } from "./numbers/number.ts";
import { sameParts } from "./text.ts";
import { DYNAMIC, sameType, typeOf } from "./types.ts";
import { childrenOf, unknownFrom } from "./unknown.ts";
import { EvaluationError, type TfValue, type Type, type UnknownValue } from "./value.ts";

/** One alternative of a value, under the outcomes of conditions that lead to it. */
export interface TfAlternative {
  when: Guard;
  value: TfValue;
}

/** Every alternative of a value, one when it is known; undefined when they can't be listed. */
export function alternativesOf(value: TfValue): TfAlternative[] | undefined {
  if (value.kind !== "unknown") return [{ when: {}, value }];
  return value.alternatives;
}

/**
 * The value that is one of several; alternatives that exclude each other are dropped. When all come to the same it is known.
 * What Terraform would reject stays an alternative, for `try`; it counts for nothing else.
 * @param alternatives no more of them are looked at than are needed to know that they can't be listed
 * @param undecided what keeps it undecided: its reasons become the value's
 */
export function either(alternatives: Iterable<TfAlternative>, undecided: readonly TfValue[]): TfValue {
  const flat = distinct(alternatives);
  const [first] = flat;
  if (!first) throw new EvaluationError("none of its alternatives can come about");
  if (flat.every((each) => isRejected(each.value))) throw rejectionOf(first.value);
  if (flat.every((each) => isSame(each.value, first.value))) return first.value;
  const valid = flat.map((each) => each.value).filter((value) => !isRejected(value));
  return {
    ...unknownFrom([...undecided, ...valid], commonType(valid)),
    ...(flat.length <= MAX_ALTERNATIVES ? { alternatives: [...flat] } : {}),
    ...(valid.every(isNeverNull) ? { notNull: true } : {}),
    ...(valid.some((value) => value.sensitive) ? { sensitive: true } : {}),
  };
}

/** Applies a function to every alternative of a value. */
export function overEach(
  value: TfValue,
  alternatives: readonly TfAlternative[],
  compute: (value: TfValue) => TfValue,
): TfValue {
  const results = alternatives.map(({ when, value: each }) => ({
    when,
    value: isRejected(each) ? each : orRejected(() => compute(each)),
  }));
  return either(results, [value]);
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

/** The result of an evaluation in one alternative, which Terraform may reject. */
export function orRejected(compute: () => TfValue): TfValue {
  const result = attempt(compute);
  if (!(result instanceof EvaluationError)) return result;
  const reason = { kind: "rejected" as const, detail: result.message, at: result.at ?? startOfFile("") };
  return { kind: "unknown", type: DYNAMIC, reasons: [reason] };
}

/** Whether Terraform would reject the value: then what leads to it does not happen, or `try` moves on. */
export function isRejected(value: TfValue): boolean {
  return (
    value.kind === "unknown" &&
    !value.alternatives &&
    value.reasons.some((reason) => reason.kind === "rejected")
  );
}

function rejectionOf(value: TfValue): EvaluationError {
  const reason =
    value.kind === "unknown" ? value.reasons.find((each) => each.kind === "rejected") : undefined;
  return new EvaluationError(reason?.detail ?? "Terraform would reject this", reason?.at);
}

/** The alternatives of an alternative, under what that is under. */
function flatten({ when, value }: TfAlternative): TfAlternative[] {
  if (value.kind !== "unknown" || !value.alternatives) return [{ when, value }];
  const inner = combine([value.alternatives], [when]) ?? [];
  return inner.flatMap(({ chosen, when: guard }) =>
    chosen.map((each) => ({ when: guard, value: each.value })),
  );
}

/** Where there are more than can be listed, equal values count once, whatever leads to them: that loses no value. */
function distinct(alternatives: Iterable<TfAlternative>): readonly TfAlternative[] {
  let kept: TfAlternative[] = [];
  let areMany = false;
  const keep = (each: TfAlternative) => {
    const same = areMany ? kept.findIndex((other) => isSame(other.value, each.value)) : -1;
    if (same === -1) kept.push(each);
    else kept[same] = { when: {}, value: each.value };
  };
  for (const alternative of alternatives) {
    for (const each of flatten(alternative)) {
      if (!areMany && kept.length === MAX_ALTERNATIVES) {
        const few = kept;
        [kept, areMany] = [[], true];
        few.forEach(keep);
      }
      keep(each);
      if (kept.length > MAX_ALTERNATIVES) return kept;
    }
  }
  return kept;
}

/** Whether two alternatives are one: the same value of the same type, as far as it is known. */
export function isSame(a: TfValue, b: TfValue): boolean {
  if (a === b) return true;
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
