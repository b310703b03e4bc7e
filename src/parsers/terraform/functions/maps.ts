import { work } from "../../../values/work.ts";
import { listOf, mapOf, object, str, tuple } from "../values/construct.ts";
import { convert } from "../values/convert.ts";
import { takenFrom } from "../values/marks.ts";
import { compareStrings } from "../values/order.ts";
import { DYNAMIC, listType, mapType, STRING, sameType, typeName, typeOf } from "../values/types.ts";
import { unknownFrom } from "../values/unknown.ts";
import { EvaluationError, type TfValue } from "../values/value.ts";
import { entriesOf, type FunctionDefinition, itemsOf, stringArgument } from "./definition.ts";

const GROUPS = mapType(listType(STRING));

/** Functions of maps and objects. */
export const maps: Readonly<Record<string, FunctionDefinition>> = {
  keys: {
    parameters: [{ type: DYNAMIC, needs: "nothing" }],
    returns: DYNAMIC,
    reach: "operands",
    compute: ([map]) => keys(map as TfValue),
  },
  lookup: {
    parameters: [{ type: DYNAMIC, needs: "nothing" }, { type: STRING }],
    rest: { type: DYNAMIC, nullable: true, needs: "nothing" },
    returns: DYNAMIC,
    mayReturnNull: true,
    reach: "operands",
    compute: lookup,
  },
  merge: {
    parameters: [],
    rest: { type: DYNAMIC, nullable: true, needs: "nothing" },
    returns: DYNAMIC,
    reach: "operands",
    compute: merge,
  },
  transpose: {
    parameters: [{ type: GROUPS, needs: "everything" }],
    returns: GROUPS,
    compute: ([groups]) => transpose(groups as TfValue),
  },
  values: {
    parameters: [{ type: DYNAMIC }],
    returns: DYNAMIC,
    reach: "operands",
    compute: ([map]) => values(map as TfValue),
  },
  zipmap: {
    parameters: [{ type: listType(STRING), needs: "everything" }, { type: DYNAMIC }],
    returns: DYNAMIC,
    reach: "operands",
    compute: ([names, items]) => zipmap(itemsOf(names), items as TfValue),
  },
};

function mapRequired(value: TfValue): EvaluationError {
  return new EvaluationError(`a map or an object is required, not ${typeName(typeOf(value))}`);
}

function keys(map: TfValue): TfValue {
  if (map.kind === "unknown" && map.type.kind === "object")
    return tuple([...map.type.attributes.keys()].sort(compareStrings).map(str));
  if (map.kind === "unknown") return unknownFrom([map], map.type.kind === "map" ? listType(STRING) : DYNAMIC);
  if (map.kind === "map") return listOf([...map.entries.keys()].map(str), STRING);
  if (map.kind === "object") return tuple([...map.entries.keys()].map(str));
  throw mapRequired(map);
}

function values(map: TfValue): TfValue {
  const taken = [...entriesOf(map).values()].map((value) => takenFrom(map, value));
  if (map.kind === "map") return listOf(taken, map.element);
  if (map.kind === "object") return tuple(taken);
  throw mapRequired(map);
}

function lookup([map, key, ...defaults]: readonly TfValue[]): TfValue {
  const [fallback, ...more] = defaults;
  if (!map || more.length > 0) throw new EvaluationError("lookup() takes two or three arguments");
  if (map.kind !== "unknown" && map.kind !== "map" && map.kind !== "object") throw mapRequired(map);
  const name = stringArgument(key);
  const entry = map.entries?.get(name);
  if (entry) return takenFrom(map, entry);
  if (map.kind === "unknown") return unknownFrom(fallback ? [map, fallback] : [map]);
  if (!fallback)
    throw new EvaluationError(`there is no element ${JSON.stringify(name)}, and no default is given`);
  return map.kind === "map" ? convert(fallback, map.element) : fallback;
}

function merge(args: readonly TfValue[]): TfValue {
  const entries = new Map<string, TfValue>();
  for (const arg of args) {
    if (arg.kind === "unknown") mayOverride(entries, arg);
    else if (arg.kind !== "map" && arg.kind !== "object" && arg.kind !== "null") throw mapRequired(arg);
    for (const [name, value] of "entries" in arg ? (arg.entries ?? []) : [])
      entries.set(name, takenFrom(arg, value));
  }
  const open = args.filter(({ kind }) => kind === "unknown");
  if (open.length > 0) return { ...unknownFrom(open), notNull: true, entries: object(entries).entries };
  const [first, ...others] = args.map(typeOf);
  const isOneType = first?.kind === "map" && others.every((type) => sameType(type, first));
  return isOneType ? mapOf(entries, first.element) : object(entries);
}

/** What an unknown map may hold too has one value or another. */
function mayOverride(entries: Map<string, TfValue>, unknown: TfValue): void {
  work(entries.size);
  for (const name of entries.keys()) entries.set(name, unknownFrom([unknown]));
}

function transpose(groups: TfValue): TfValue {
  const transposed = new Map<string, string[]>();
  for (const [name, group] of entriesOf(groups)) {
    if (group.kind === "null" || itemsOf(group).some(({ kind }) => kind === "null"))
      throw new EvaluationError("null can't be transposed");
    for (const item of itemsOf(group)) {
      const names = transposed.get(stringArgument(item));
      if (names) names.push(name);
      else transposed.set(stringArgument(item), [name]);
    }
  }
  const lists = [...transposed].map(
    ([name, names]) => [name, listOf(names.sort(compareStrings).map(str), STRING)] as const,
  );
  return mapOf(lists, listType(STRING));
}

function zipmap(names: readonly TfValue[], items: TfValue): TfValue {
  if (items.kind !== "list" && items.kind !== "tuple")
    throw new EvaluationError(`a list or a tuple of values is required, not ${typeName(typeOf(items))}`);
  if (names.length !== items.items.length)
    throw new EvaluationError(`there are ${names.length} keys for ${items.items.length} values`);
  if (names.some(({ kind }) => kind === "null")) throw new EvaluationError("a key is null");
  const entries = new Map(
    names.map((name, at) => [stringArgument(name), takenFrom(items, items.items[at] as TfValue)]),
  );
  return items.kind === "list" ? mapOf(entries, items.element) : object(entries);
}
