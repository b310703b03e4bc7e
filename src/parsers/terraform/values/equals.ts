import { work, workOnText } from "../../../values/work.ts";
import { compare } from "./numbers/big-float.ts";
import { exactly } from "./numbers/number.ts";
import { bool } from "./primitives.ts";
import { certainPrefix, sameParts } from "./text.ts";
import { BOOL, hasDynamic, sameType, typeOf } from "./types.ts";
import { materialised, unknownFrom } from "./unknown.ts";
import type { TfValue } from "./value.ts";
import { within } from "./within.ts";

/** `a == b`: values of different types are never equal, nulls always are; unknown where it is not decided. */
export function equals(a: TfValue, b: TfValue): TfValue {
  const decided = equal(a, b);
  return decided === undefined ? { ...unknownFrom([a, b], BOOL), notNull: true } : bool(decided);
}

/** Whether two values are equal; undefined when that can't be known. */
export function equal(a: TfValue, b: TfValue): boolean | undefined {
  work(1);
  if (a === b && a.kind !== "unknown" && a.kind !== "lazy") return equalToItself(a);
  if (a.kind === "lazy" || b.kind === "lazy") return equal(materialised(a), materialised(b));
  if (a.kind === "unknown" || b.kind === "unknown") return equalUnknown(a, b);
  if (a.kind === "null" || b.kind === "null") return a.kind === b.kind;
  return isPrimitiveValue(a) && isPrimitiveValue(b) ? equalPrimitives(a, b) : equalWithin(a, b);
}

function equalToItself(value: TfValue): boolean | undefined {
  return isPrimitiveValue(value) || value.kind === "null" ? true : equalWithin(value, value);
}

type Primitive = Extract<TfValue, { kind: "bool" | "number" | "string" }>;

function isPrimitiveValue(value: TfValue): value is Primitive {
  return value.kind === "bool" || value.kind === "number" || value.kind === "string";
}

function equalPrimitives(a: Primitive, b: Primitive): boolean {
  if (a.kind === "number" && b.kind === "number" && (a.exact || b.exact))
    return compare(exactly(a), exactly(b)) === 0;
  if (a.kind === "string" && b.kind === "string") {
    if (a.value.length !== b.value.length) return false;
    workOnText(a.value.length);
  }
  return a.kind === b.kind && a.value === b.value;
}

function equalUnknown(a: TfValue, b: TfValue): boolean | undefined {
  if ((a.kind === "null" && isNeverNull(b)) || (b.kind === "null" && isNeverNull(a))) return false;
  if (a.kind === "null" || b.kind === "null") return undefined;
  if (sameParts(a, b)) return true;
  if ((isEmptyText(a) && isNeverEmpty(b)) || (isEmptyText(b) && isNeverEmpty(a))) return false;
  const [left, right] = [certainPrefix(a), certainPrefix(b)];
  const length = Math.min(left.length, right.length);
  if (left.slice(0, length) !== right.slice(0, length)) return false;
  const [typeA, typeB] = [typeOf(a), typeOf(b)];
  const isOpen = hasDynamic(typeA) || hasDynamic(typeB);
  const mayBeNull = !isNeverNull(a) && !isNeverNull(b);
  return isOpen || mayBeNull || sameType(typeA, typeB) ? undefined : false;
}

function isEmptyText(value: TfValue): boolean {
  return value.kind === "string" && value.value === "";
}

/** Attributes that AWS gives to everything it makes: modules ask whether one was passed on by comparing it with "". */
const GIVEN_BY_AWS = /^(?:id|version|(?:qualified_)?(?:invoke_)?arn)$/;

function isNeverEmpty(value: TfValue): boolean {
  if (value.kind !== "unknown") return false;
  return (value.parts ?? []).some(
    (part) => typeof part !== "string" && GIVEN_BY_AWS.test(part.attribute ?? ""),
  );
}

/** Whether the value is certainly not null. */
export function isNeverNull(value: TfValue): boolean {
  return value.kind === "unknown" ? value.notNull === true : value.kind !== "null";
}

function equalWithin(a: TfValue, b: TfValue): boolean | undefined {
  const [typeA, typeB] = [typeOf(a), typeOf(b)];
  const isOpen = within(a).isOpen || within(b).isOpen;
  if (!isOpen && !sameType(typeA, typeB)) return false;
  if (a.kind !== b.kind) return false;
  const inside = "items" in a && "items" in b ? equalItems(a.items, b.items) : equalEntries(a, b);
  // An open type may become another one: then what is equal so far is not decided.
  return isOpen && inside === true ? (sameType(typeA, typeB) ? true : undefined) : inside;
}

function equalItems(a: readonly TfValue[], b: readonly TfValue[]): boolean | undefined {
  if (a.length !== b.length) return false;
  work(a.length);
  return every(a.map((item, at) => () => equal(item, b[at] as TfValue)));
}

function equalEntries(a: TfValue, b: TfValue): boolean | undefined {
  if (!("entries" in a) || !("entries" in b) || !a.entries || !b.entries) return false;
  const [left, right] = [a.entries, b.entries];
  work(left.size);
  if (left.size !== right.size || [...left.keys()].some((key) => !right.has(key))) return false;
  return every(
    [...left].map(
      ([key, value]) =>
        () =>
          equal(value, right.get(key) as TfValue),
    ),
  );
}

function every(tests: readonly (() => boolean | undefined)[]): boolean | undefined {
  let result: boolean | undefined = true;
  for (const test of tests) {
    const outcome = test();
    if (outcome === false) return false;
    if (outcome === undefined) result = undefined;
  }
  return result;
}
