import { workToMake } from "../../../values/work.ts";
import { bool, listOf, num, setOf, tuple } from "../values/construct.ts";
import { convert } from "../values/convert.ts";
import { EqualitySet } from "../values/equality-set.ts";
import { isNeverNull } from "../values/equals.ts";
import { takenFrom } from "../values/marks.ts";
import {
  BOOL,
  DYNAMIC,
  isCollection,
  listType,
  NUMBER,
  STRING,
  setType,
  typeName,
  typeOf,
} from "../values/types.ts";
import { unify } from "../values/unify.ts";
import { unknownFrom } from "../values/unknown.ts";
import { EvaluationError, type TfValue, type Type } from "../values/value.ts";
import { isWhollyKnown } from "../values/within.ts";
import { type FunctionDefinition, itemsOf, refuseMany, requireKind } from "./definition.ts";
import { graphemeCount } from "./graphemes.ts";

const ANY_LIST = listType(DYNAMIC);
const ANY_SET = setType(DYNAMIC);

/** Functions of collections that compare or count elements. */
export const sets: Readonly<Record<string, FunctionDefinition>> = {
  coalesce: {
    parameters: [],
    rest: { type: DYNAMIC, nullable: true, needs: "nothing" },
    returns: DYNAMIC,
    reach: "operands",
    compute: coalesce,
  },
  compact: {
    parameters: [{ type: listType(STRING), needs: "everything" }],
    returns: listType(STRING),
    compute: ([list]) =>
      listOf(
        itemsOf(list).filter((item) => item.kind === "string" && item.value !== ""),
        STRING,
      ),
  },
  contains: {
    parameters: [{ type: DYNAMIC }, { type: DYNAMIC, needs: "nothing" }],
    returns: BOOL,
    compute: ([list, value]) => contains(list as TfValue, value as TfValue),
  },
  distinct: {
    parameters: [{ type: ANY_LIST, needs: "everything" }],
    returns: ANY_LIST,
    compute: ([list]) => listOf(withoutRepeats(itemsOf(list)), elementOf(list as TfValue)),
  },
  length: {
    parameters: [{ type: DYNAMIC, needs: "nothing" }],
    returns: NUMBER,
    reach: "operands",
    compute: ([value]) => lengthOf(value as TfValue),
  },
  matchkeys: {
    parameters: [
      { type: ANY_LIST },
      { type: ANY_LIST, needs: "everything" },
      { type: ANY_LIST, needs: "everything" },
    ],
    returns: ANY_LIST,
    compute: ([values, keys, wanted]) => matchKeys(values as TfValue, keys as TfValue, wanted as TfValue),
  },
  setintersection: ofSets((a, b) => common(a, b, true), true),
  setproduct: {
    parameters: [{ type: DYNAMIC }, { type: DYNAMIC }],
    rest: { type: DYNAMIC },
    returns: DYNAMIC,
    reach: "operands",
    compute: product,
  },
  setsubtract: withoutRest(ofSets((a, b) => common(a, b, false), true)),
  setunion: ofSets((a, b) => [...a, ...b], false),
};

/** Of exactly two sets. */
function withoutRest({ rest: _, parameters: [set], ...definition }: FunctionDefinition): FunctionDefinition {
  return { ...definition, parameters: set ? [set, set] : [] };
}

function elementOf(collection: TfValue): Type {
  return "element" in collection ? collection.element : DYNAMIC;
}

/** Lists are asked once for each element of another. */
const searched = new WeakMap<readonly TfValue[], EqualitySet>();

function contains(list: TfValue, value: TfValue): TfValue {
  requireKind(list, ["list", "tuple", "set"]);
  const items = itemsOf(list);
  const set = searched.get(items) ?? new EqualitySet(items);
  searched.set(items, set);
  const outcome = set.has(value);
  if (outcome !== undefined) return bool(outcome);
  return unknownFrom([value, ...items.map((item) => takenFrom(list, item))], BOOL);
}

/** The items that are, or aren't, among others. */
function common(items: readonly TfValue[], others: readonly TfValue[], among: boolean): TfValue[] {
  const set = new EqualitySet(others);
  return items.filter((item) => (set.has(item) === true) === among);
}

function withoutRepeats(items: readonly TfValue[]): TfValue[] {
  const seen = new EqualitySet();
  return items.filter((item) => {
    const isRepeated = seen.has(item) === true;
    if (!isRepeated) seen.add(item);
    return !isRepeated;
  });
}

function lengthOf(value: TfValue): TfValue {
  switch (value.kind) {
    case "string":
      return num(graphemeCount(value.value));
    case "list":
    case "tuple":
      return num(value.items.length);
    case "set":
      return value.items.length > 1 && !isWhollyKnown(value)
        ? unknownFrom([value], NUMBER)
        : num(value.items.length);
    case "map":
    case "object":
      return num(value.entries.size);
    case "unknown":
      if (value.type.kind === "tuple") return num(value.type.elements.length);
      if (value.type.kind === "object") return num(value.type.attributes.size);
      if (value.type.kind !== "bool" && value.type.kind !== "number")
        return { ...unknownFrom([value], NUMBER), notNull: true };
  }
  throw new EvaluationError(`a string or a collection is required, not ${typeName(typeOf(value))}`);
}

function coalesce(args: readonly TfValue[]): TfValue {
  const type = unify(args.map(typeOf));
  if (!type) throw new EvaluationError("the arguments have no type in common");
  for (const [at, arg] of args.entries()) {
    const value = convert(arg, type);
    if (value.kind === "unknown" && !isNeverSkipped(value, type)) return unknownFrom(args.slice(at), type);
    if (value.kind !== "null" && !(value.kind === "string" && value.value === "")) return value;
  }
  throw new EvaluationError("all arguments are null or empty");
}

/** Whether an unknown value is certainly neither null nor an empty string. */
function isNeverSkipped(value: TfValue, type: Type): boolean {
  const isFilled =
    value.kind === "unknown" && value.parts?.some((part) => typeof part === "string" && part !== "");
  return isNeverNull(value) && (isFilled || type.kind === "number" || type.kind === "bool");
}

function matchKeys(values: TfValue, keys: TfValue, wanted: TfValue): TfValue {
  const type = unify([typeOf(keys), typeOf(wanted)]);
  if (!type) throw new EvaluationError("the keys and the keys to search have no type in common");
  if (itemsOf(values).length !== itemsOf(keys).length)
    throw new EvaluationError("there must be as many keys as values");
  const search = new EqualitySet(itemsOf(convert(wanted, type)));
  const matching = itemsOf(convert(keys, type)).map((key) => search.has(key) === true);
  return listOf(
    itemsOf(values).filter((_, at) => matching[at]),
    elementOf(values),
  );
}

function ofSets(
  combine: (a: readonly TfValue[], b: readonly TfValue[]) => TfValue[],
  whole: boolean,
): FunctionDefinition {
  const parameter = { type: ANY_SET, ...(whole ? { needs: "everything" as const } : {}) };
  return {
    parameters: [parameter],
    rest: parameter,
    returns: ANY_SET,
    compute: (args) => {
      const types = args
        .filter((arg) => itemsOf(arg).length > 0 || elementOf(arg).kind !== "dynamic")
        .map(elementOf);
      const element = types.length === 0 ? DYNAMIC : unify(types);
      if (!element) throw new EvaluationError("the sets have no element type in common");
      const [first = [], ...others] = args.map((arg) => itemsOf(convert(arg, setType(element))));
      return setOf(others.reduce(combine, first), element);
    },
  };
}

function product(args: readonly TfValue[]): TfValue {
  const columns = args.map(column);
  const cells = columns.reduce((count, { items }) => count * items.length, 1) * args.length;
  refuseMany(cells);
  workToMake(cells);
  const open = args.filter((arg) => arg.kind === "set" && arg.items.length > 1 && !isWhollyKnown(arg));
  const rows = columns.reduce<TfValue[][]>(
    (rows, { items }) => rows.flatMap((row) => items.map((item) => [...row, item])),
    [[]],
  );
  const element: Type = { kind: "tuple", elements: columns.map(({ type }) => type) };
  const isList = args.every(({ kind }) => kind !== "set");
  if (open.length > 0) return unknownFrom(open, { kind: isList ? "list" : "set", element });
  return isList ? listOf(rows.map(tuple), element) : setOf(rows.map(tuple), element);
}

function column(arg: TfValue): { items: TfValue[]; type: Type } {
  const type = typeOf(arg);
  if (type.kind !== "tuple" && (type.kind === "map" || !isCollection(type)))
    throw new EvaluationError(`a set or a list is required, not ${typeName(type)}`);
  const element =
    type.kind === "tuple" ? (type.elements.length === 0 ? DYNAMIC : unify(type.elements)) : type.element;
  if (!element) throw new EvaluationError("the elements have no type in common");
  return { items: itemsOf(arg).map((item) => convert(item, element)), type: element };
}
