import { work } from "../../../values/work.ts";
import { byGenerality } from "./generality.ts";
import { DYNAMIC, isCollection, isOptional, isPrimitive, sameType, typeKey, typeOf } from "./types.ts";
import type { TfValue, Type } from "./value.ts";

type Collection = Extract<Type, { kind: "list" | "set" | "map" }>;
type ObjectType = Extract<Type, { kind: "object" }>;
type TupleType = Extract<Type, { kind: "tuple" }>;

/**
 * The type that values of all the given types can be converted to, as cty chooses it; undefined when there is none.
 * @param unsafe whether conversions count that can fail for some values, such as string to number
 */
export function unify(types: readonly Type[], unsafe = true): Type | undefined {
  const distinct = withoutRepeats(types);
  const [first] = distinct;
  if (!first || distinct.length === 1) return first;
  const concrete = distinct.filter(({ kind }) => kind !== "dynamic");
  const isOpen = concrete.length < distinct.length;
  const structural = unifyStructural(concrete, isOpen, unsafe);
  return structural === "otherwise" ? mostGeneral(distinct, unsafe) : structural;
}

/** The type of `condition ? a : b`; undefined when the branches have nothing in common. A null without a type takes the other's. */
export function unifyBranches(then: TfValue, otherwise: TfValue): Type | undefined {
  const [a, b] = [typeOf(then), typeOf(otherwise)];
  if (then.kind === "null" && a.kind === "dynamic") return b;
  if (otherwise.kind === "null" && b.kind === "dynamic") return a;
  return a.kind === "dynamic" || b.kind === "dynamic" ? DYNAMIC : unify([a, b]);
}

function withoutRepeats(types: readonly Type[]): Type[] {
  const [first] = types;
  // Nearly always they are one, which needs no key.
  if (first && types.every((type) => sameType(type, first))) return [first];
  const distinct = new Map<string, Type>();
  for (const type of types) if (!distinct.has(typeKey(type))) distinct.set(typeKey(type), type);
  return [...distinct.values()];
}

function unifyStructural(
  concrete: readonly Type[],
  isOpen: boolean,
  unsafe: boolean,
): Type | undefined | "otherwise" {
  const kinds = new Set(concrete.map(({ kind }) => kind));
  const has = (...wanted: Type["kind"][]) =>
    kinds.size === wanted.length && wanted.every((kind) => kinds.has(kind));
  if (has("list") || has("set") || has("map"))
    return isOpen ? DYNAMIC : unifyCollections(concrete as Collection[], unsafe);
  if (has("object")) return isOpen ? DYNAMIC : unifyObjects(concrete as ObjectType[], unsafe);
  if (has("tuple")) return isOpen ? DYNAMIC : unifyTuples(concrete as TupleType[], unsafe);
  if (has("map", "object"))
    return withReplaced(concrete, isOpen, unsafe, "object", objectsToMap) ?? "otherwise";
  if (has("list", "tuple"))
    return withReplaced(concrete, isOpen, unsafe, "tuple", tuplesToList) ?? "otherwise";
  return kinds.has("object") && kinds.has("tuple") ? undefined : "otherwise";
}

function unifyCollections(types: readonly Collection[], unsafe: boolean): Type | undefined {
  const element = unify(
    types.map((type) => type.element),
    unsafe,
  );
  return element && { kind: (types[0] as Collection).kind, element };
}

/** Objects often are maps in disguise, and tuples lists: next to one, they are taken for one. */
function withReplaced<T extends Type>(
  types: readonly Type[],
  isOpen: boolean,
  unsafe: boolean,
  kind: "object" | "tuple",
  toCollection: (types: readonly T[], unsafe: boolean) => Type | undefined,
): Type | undefined {
  const collection = toCollection(types.filter((type) => type.kind === kind) as T[], unsafe);
  if (!collection) return undefined;
  const unified = unify(
    [...types.filter((type) => type.kind !== kind), collection, ...(isOpen ? [DYNAMIC] : [])],
    unsafe,
  );
  return unified?.kind === collection.kind ? unified : undefined;
}

function unifyObjects(types: readonly ObjectType[], unsafe: boolean): Type | undefined {
  const [first, ...others] = types as [ObjectType, ...ObjectType[]];
  const names = [...first.attributes.keys()];
  const isUniform = others.every(
    ({ attributes }) => attributes.size === names.length && names.every((name) => attributes.has(name)),
  );
  if (!isUniform) return objectsToMap(types, unsafe);
  const attributes = new Map<string, Type>();
  for (const name of names) {
    const type = unify(
      types.map((each) => each.attributes.get(name) as Type),
      unsafe,
    );
    if (!type) return undefined;
    attributes.set(name, type);
  }
  const unified: Type = { kind: "object", attributes };
  return types.every((type) => sameType(type, unified) || convertible(type, unified, unsafe))
    ? unified
    : objectsToMap(types, unsafe);
}

function objectsToMap(types: readonly ObjectType[], unsafe: boolean): Type | undefined {
  const element = unify(
    types.flatMap((type) => [...type.attributes.values()]),
    unsafe,
  );
  if (!element) return undefined;
  const map: Type = { kind: "map", element };
  return types.every((type) => convertible(type, map, unsafe)) ? map : undefined;
}

function unifyTuples(types: readonly TupleType[], unsafe: boolean): Type | undefined {
  const [first, ...others] = types as [TupleType, ...TupleType[]];
  if (others.some(({ elements }) => elements.length !== first.elements.length))
    return tuplesToList(types, unsafe);
  const elements: Type[] = [];
  for (const at of first.elements.keys()) {
    const type = unify(
      types.map((each) => each.elements[at] as Type),
      unsafe,
    );
    if (!type) return undefined;
    elements.push(type);
  }
  const unified: Type = { kind: "tuple", elements };
  return types.every((type) => sameType(type, unified) || convertible(type, unified, unsafe))
    ? unified
    : tuplesToList(types, unsafe);
}

function tuplesToList(types: readonly TupleType[], unsafe: boolean): Type | undefined {
  const element = unify(
    types.flatMap((type) => type.elements),
    unsafe,
  );
  if (!element) return undefined;
  const list: Type = { kind: "list", element };
  return types.every((type) => convertible(type, list, unsafe)) ? list : undefined;
}

/** The first of the types, the most general first, that all others can be converted to. */
function mostGeneral(types: readonly Type[], unsafe: boolean): Type | undefined {
  return byGenerality(types).find((wanted) =>
    types.every((type) => type === wanted || sameType(type, wanted) || convertible(type, wanted, unsafe)),
  );
}

/**
 * Whether there is a conversion between two types, as cty sees it.
 * @param unsafe whether conversions count that can fail for some values
 */
export function convertible(from: Type, to: Type, unsafe = true): boolean {
  work(1);
  if (to.kind === "dynamic") return true;
  if (from.kind === "dynamic") return unsafe;
  if (isPrimitive(to)) return isPrimitive(from) && convertiblePrimitive(from, to, unsafe);
  switch (to.kind) {
    case "list":
      return convertibleToCollection(from, to.element, ["list", "set"], unsafe);
    case "set":
      return convertibleToCollection(from, to.element, unsafe ? ["list", "set"] : ["set"], unsafe);
    case "map":
      return convertibleToMap(from, to.element, unsafe);
    case "tuple":
      return (
        from.kind === "tuple" &&
        from.elements.length === to.elements.length &&
        from.elements.every((each, at) => same(each, to.elements[at] as Type, unsafe))
      );
    case "object":
      return convertibleToObject(from, to, unsafe);
    default:
      return false;
  }
}

function same(from: Type, to: Type, unsafe: boolean): boolean {
  return sameType(from, to) || convertible(from, to, unsafe);
}

function convertiblePrimitive(from: Type, to: Type, unsafe: boolean): boolean {
  return from.kind === to.kind || to.kind === "string" || (unsafe && from.kind === "string");
}

function convertibleToCollection(
  from: Type,
  element: Type,
  collections: Type["kind"][],
  unsafe: boolean,
): boolean {
  if (from.kind === "tuple") return convertibleParts(from.elements, element, unsafe);
  return isCollection(from) && collections.includes(from.kind) && same(from.element, element, unsafe);
}

function convertibleToMap(from: Type, element: Type, unsafe: boolean): boolean {
  if (from.kind === "object") return convertibleParts([...from.attributes.values()], element, unsafe);
  return from.kind === "map" && same(from.element, element, unsafe);
}

/** Whether the parts of a tuple or an object can become elements of one type; of any, if they have something in common. */
function convertibleParts(parts: readonly Type[], element: Type, unsafe: boolean): boolean {
  if (parts.length === 0) return true;
  const common = element.kind === "dynamic" ? unify(parts, unsafe) : element;
  if (!common) return false;
  if (common.kind === "dynamic") return parts.every(({ kind }) => kind === "dynamic");
  return parts.every((part) => same(part, common, unsafe));
}

function convertibleToObject(from: Type, to: Extract<Type, { kind: "object" }>, unsafe: boolean): boolean {
  const wanted = [...to.attributes];
  if (from.kind === "map") {
    return unsafe && wanted.every(([name, type]) => same(from.element, type, unsafe) || isOptional(to, name));
  }
  if (from.kind !== "object") return false;
  return wanted.every(([name, type]) => {
    const have = from.attributes.get(name);
    return have ? same(have, type, unsafe) : isOptional(to, name);
  });
}
