import { workToMake } from "../../../values/work.ts";
import { bool, listOf, num, tuple } from "../values/construct.ts";
import { convert } from "../values/convert.ts";
import { equal } from "../values/equals.ts";
import { takenFrom } from "../values/marks.ts";
import { applyBinary } from "../values/operators.ts";
import { BOOL, DYNAMIC, listType, NUMBER, typeName, typeOf } from "../values/types.ts";
import { unify } from "../values/unify.ts";
import { unknownFrom } from "../values/unknown.ts";
import { EvaluationError, type TfValue, type Type } from "../values/value.ts";
import { isWhollyKnown } from "../values/within.ts";
import { type FunctionDefinition, integerOf, itemsOf, refuseMany, requireKind } from "./definition.ts";

const ANY_LIST = listType(DYNAMIC);

/** Functions of lists that keep their elements as they are. */
export const lists: Readonly<Record<string, FunctionDefinition>> = {
  chunklist: {
    parameters: [{ type: ANY_LIST }, { type: NUMBER }],
    returns: listType(ANY_LIST),
    reach: "operands",
    compute: ([list, size]) => chunks(list as TfValue, integerOf(size, "the size")),
  },
  coalescelist: {
    parameters: [{ type: DYNAMIC, nullable: true, needs: "nothing" }],
    rest: { type: DYNAMIC, nullable: true, needs: "nothing" },
    returns: DYNAMIC,
    reach: "operands",
    compute: firstFilled,
  },
  concat: {
    parameters: [{ type: DYNAMIC }],
    rest: { type: DYNAMIC },
    returns: DYNAMIC,
    reach: "operands",
    compute: concat,
  },
  element: {
    parameters: [{ type: DYNAMIC }, { type: NUMBER }],
    returns: DYNAMIC,
    mayReturnNull: true,
    reach: "operands",
    compute: ([list, index]) => element(list as TfValue, integerOf(index, "the index")),
  },
  flatten: {
    parameters: [{ type: DYNAMIC }],
    returns: DYNAMIC,
    reach: "lists",
    compute: ([list]) => flatten(list as TfValue),
  },
  one: {
    parameters: [{ type: DYNAMIC }],
    returns: DYNAMIC,
    mayReturnNull: true,
    reach: "operands",
    compute: ([list]) => one(list as TfValue),
  },
  range: {
    parameters: [],
    rest: { type: NUMBER },
    returns: listType(NUMBER),
    compute: range,
  },
  reverse: {
    parameters: [{ type: DYNAMIC }],
    returns: DYNAMIC,
    reach: "operands",
    compute: ([list]) =>
      sequenceLike(list as TfValue, itemsIn(list as TfValue, "list", "tuple", "set").reverse()),
  },
  slice: {
    parameters: [{ type: DYNAMIC }, { type: NUMBER }, { type: NUMBER }],
    returns: DYNAMIC,
    reach: "operands",
    compute: ([list, start, end]) =>
      slice(list as TfValue, integerOf(start, "the start"), integerOf(end, "the end")),
  },
  alltrue: {
    parameters: [{ type: listType(BOOL) }],
    returns: BOOL,
    compute: ([list]) => every(itemsOf(list)),
  },
  anytrue: {
    parameters: [{ type: listType(BOOL) }],
    returns: BOOL,
    compute: ([list]) => some(itemsOf(list)),
  },
  index: {
    parameters: [{ type: DYNAMIC }, { type: DYNAMIC }],
    returns: NUMBER,
    compute: ([list, value]) => indexOf(itemsIn(list as TfValue, "list", "tuple"), value as TfValue),
  },
};

/** The elements, each with the steps of the collection; throws EvaluationError for other kinds of values. */
function itemsIn(value: TfValue, ...kinds: TfValue["kind"][]): TfValue[] {
  requireKind(value, kinds);
  return itemsOf(value).map((item) => takenFrom(value, item));
}

/** A list of a list's or a set's elements, or a tuple of a tuple's. */
function sequenceLike(original: TfValue, items: TfValue[]): TfValue {
  return "element" in original ? listOf(items, original.element) : tuple(items);
}

function chunks(list: TfValue, size: number): TfValue {
  if (size < 0) throw new EvaluationError("the size is negative");
  const items = itemsIn(list, "list");
  const type = typeOf(list);
  if (items.length === 0) return listOf([], type);
  const step = size === 0 ? items.length : size;
  workToMake(items.length / step);
  const starts = items.flatMap((_, at) => (at % step === 0 ? [at] : []));
  return listOf(
    starts.map((start) => sequenceLike(list, items.slice(start, start + step))),
    type,
  );
}

function firstFilled(args: readonly TfValue[]): TfValue {
  const open = args.findIndex(({ kind }) => kind === "unknown");
  for (const arg of open === -1 ? args : args.slice(0, open)) {
    const { kind } = typeOf(arg);
    if (kind !== "list" && kind !== "tuple")
      throw new EvaluationError(`a list or a tuple is required, not ${typeName(typeOf(arg))}`);
    if (itemsOf(arg).length > 0) return arg;
  }
  if (open === -1) throw new EvaluationError("no list has an element");
  return unknownFrom(args.slice(open));
}

function concat(args: readonly TfValue[]): TfValue {
  const items = args.map((arg) => itemsIn(arg, "list", "tuple"));
  refuseMany(items.reduce((count, each) => count + each.length, 0));
  const common = args.every(({ kind }) => kind === "list") ? unify(args.map(typeOf)) : undefined;
  if (common?.kind !== "list") return tuple(items.flat());
  return listOf(
    items.flat().map((item) => convert(item, common.element)),
    common.element,
  );
}

function element(list: TfValue, index: number): TfValue {
  const items = itemsIn(list, "list", "tuple");
  if (items.length === 0) throw new EvaluationError("an empty list has no elements");
  return items[((index % items.length) + items.length) % items.length] as TfValue;
}

function flatten(list: TfValue): TfValue {
  const flat: TfValue[] = [];
  const open: TfValue[] = [];
  collect(itemsIn(list, "list", "set", "tuple"), list, flat, open);
  refuseMany(flat.length);
  return open.length > 0 ? unknownFrom(open) : tuple(flat);
}

/** Gathers the elements of nested lists; `open` are the values whose elements aren't known. */
function collect(items: readonly TfValue[], holder: TfValue, flat: TfValue[], open: TfValue[]): void {
  if (holder.kind === "set" && items.length > 1 && !isWhollyKnown(holder)) open.push(holder);
  for (const item of items) {
    if (item.kind === "list" || item.kind === "set" || item.kind === "tuple")
      collect(
        itemsOf(item).map((each) => takenFrom(item, each)),
        item,
        flat,
        open,
      );
    else if (item.kind === "unknown" && mayBeList(item.type)) open.push(item);
    else flat.push(item);
  }
}

function mayBeList({ kind }: Type): boolean {
  return kind === "dynamic" || kind === "list" || kind === "set" || kind === "tuple";
}

function one(list: TfValue): TfValue {
  const items = itemsIn(list, "list", "set", "tuple");
  if (items.length === 0) return { kind: "null", type: "element" in list ? list.element : DYNAMIC };
  if (items.length === 1) return items[0] as TfValue;
  if (list.kind === "set" && !isWhollyKnown(list)) return unknownFrom([list], list.element);
  throw new EvaluationError(`a list of one element at most is required, not of ${items.length}`);
}

/** As many numbers as Terraform gives at most. */
const MAX_RANGE = 1024;

function range(args: readonly TfValue[]): TfValue {
  if (args.length < 1 || args.length > 3) throw new EvaluationError("range() takes one to three numbers");
  const [start, end] = (args.length === 1 ? [num(0), args[0]] : args) as [TfValue, TfValue];
  const step = args[2] ?? num(isTrue(applyBinary("<", end, start)) ? -1 : 1);
  const isDown = isTrue(applyBinary("<", step, num(0)));
  if (isTrue(applyBinary("==", step, num(0)))) throw new EvaluationError("the step is zero");
  if (isTrue(applyBinary(isDown ? ">" : "<", end, start)))
    throw new EvaluationError("the step leads away from the end");
  const numbers: TfValue[] = [];
  for (
    let next = start;
    isTrue(applyBinary(isDown ? ">" : "<", next, end));
    next = applyBinary("+", next, step)
  ) {
    if (numbers.length === MAX_RANGE)
      throw new EvaluationError(`the range has more than ${MAX_RANGE} numbers`);
    numbers.push(next);
  }
  return listOf(numbers, NUMBER);
}

function isTrue(value: TfValue): boolean {
  return value.kind === "bool" && value.value;
}

function slice(list: TfValue, start: number, end: number): TfValue {
  const items = itemsIn(list, "list", "tuple");
  if (start < 0 || end > items.length || start > end)
    throw new EvaluationError(`there are no elements from ${start} to ${end} in a list of ${items.length}`);
  return sequenceLike(list, items.slice(start, end));
}

function every(items: readonly TfValue[]): TfValue {
  if (items.some((item) => item.kind === "null" || (item.kind === "bool" && !item.value))) return bool(false);
  return items.some(({ kind }) => kind === "unknown") ? unknownFrom(items, BOOL) : bool(true);
}

function some(items: readonly TfValue[]): TfValue {
  if (items.some(isTrue)) return bool(true);
  return items.some(({ kind }) => kind === "unknown") ? unknownFrom(items, BOOL) : bool(false);
}

function indexOf(items: readonly TfValue[], value: TfValue): TfValue {
  for (const [at, item] of items.entries()) {
    const outcome = equal(item, value);
    if (outcome === undefined) return unknownFrom([item, value], NUMBER);
    if (outcome) return num(at);
  }
  throw new EvaluationError("no element of the list is equal to the value");
}
