import { startOfFile } from "../../../source/location.ts";
import { compatible, type Guard } from "../../../values/guard.ts";
import { MAX_ALTERNATIVES } from "../../../values/value.ts";
import { isNeverNull } from "./equals.ts";
import { LimitError } from "./limit-error.ts";
import { compare } from "./numbers/big-float.ts";
import { exactly } from "./numbers/number.ts";
import { sameParts } from "./text.ts";
import { DYNAMIC, sameType, typeOf } from "./types.ts";
import { childrenOf, unknownFrom } from "./unknown.ts";
import { EvaluationError, type TfValue, type Type, type UnknownValue } from "./value.ts";

/** One way that a value can turn out, under the outcomes of conditions that lead to it. */
export interface Way {
  when: Guard;
  value: TfValue;
}

/** Every way that a value can turn out; undefined when they can't be listed. */
export function waysOf(value: TfValue): Way[] | undefined {
  if (value.kind !== "unknown") return [{ when: {}, value }];
  return value.alternatives;
}

/**
 * The value that turns out in one of several ways; ways that exclude each other are dropped.
 * When all come to the same it is known. Ways that Terraform would reject stay, for `try`; they count for nothing else.
 * @param undecided what keeps it undecided: its reasons become the value's
 */
export function gather(ways: readonly Way[], undecided: readonly TfValue[]): TfValue {
  const flat = distinct(ways.flatMap(flatten));
  const [first] = flat;
  if (!first) throw new EvaluationError("there is no way in which this can be decided");
  if (flat.every((way) => isRejected(way.value))) throw rejectionOf(first.value);
  if (flat.every((way) => isSame(way.value, first.value))) return first.value;
  const valid = flat.map((way) => way.value).filter((value) => !isRejected(value));
  return {
    ...unknownFrom([...undecided, ...valid], commonType(valid)),
    ...(flat.length <= MAX_ALTERNATIVES ? { alternatives: [...flat] } : {}),
    ...(valid.every(isNeverNull) ? { notNull: true } : {}),
    ...(valid.some((value) => value.sensitive) ? { sensitive: true } : {}),
  };
}

/** Applies a function to every way of a value. */
export function eachWay(value: TfValue, ways: readonly Way[], compute: (value: TfValue) => TfValue): TfValue {
  return gather(
    ways.map(({ when, value: way }) => ({
      when,
      value: isRejected(way) ? way : orRejected(() => compute(way)),
    })),
    [value],
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

/** The result of an evaluation in one of several ways, which Terraform may reject. */
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

function flatten(way: Way): Way[] {
  if (way.value.kind !== "unknown" || !way.value.alternatives) return [way];
  return way.value.alternatives
    .filter((inner) => compatible(way.when, inner.when))
    .map((inner) => ({ when: { ...way.when, ...inner.when }, value: inner.value }));
}

/** When there are too many ways, equal values count once, whatever leads to them: that lists no fewer outcomes. */
function distinct(ways: readonly Way[]): readonly Way[] {
  if (ways.length <= MAX_ALTERNATIVES) return ways;
  const kept: Way[] = [];
  for (const way of ways) {
    const same = kept.findIndex((each) => isSame(each.value, way.value));
    if (same === -1) kept.push(way);
    else kept[same] = { when: {}, value: way.value };
    if (kept.length > MAX_ALTERNATIVES) break;
  }
  return kept;
}

/** Whether two outcomes are one: the same value of the same type, as far as it is known. */
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
