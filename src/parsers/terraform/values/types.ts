import { work, workOnText } from "../../../values/work.ts";
import type { TfValue, Type } from "./value.ts";

export const DYNAMIC: Type = { kind: "dynamic" };
export const BOOL: Type = { kind: "bool" };
export const NUMBER: Type = { kind: "number" };
export const STRING: Type = { kind: "string" };

export function listType(element: Type): Type {
  return { kind: "list", element };
}

export function setType(element: Type): Type {
  return { kind: "set", element };
}

export function mapType(element: Type): Type {
  return { kind: "map", element };
}

/** The type of a value; that of a lazy value is not computed and is dynamic. */
export function typeOf(value: TfValue): Type {
  switch (value.kind) {
    case "null":
    case "unknown":
      return value.type;
    case "bool":
      return BOOL;
    case "number":
      return NUMBER;
    case "string":
      return STRING;
    case "list":
    case "set":
    case "map":
      return { kind: value.kind, element: value.element };
    case "tuple":
      return remembered(value.items, () => ({ kind: "tuple", elements: value.items.map(typeOf) }));
    case "object":
      return remembered(value.entries, () => ({
        kind: "object",
        attributes: new Map([...value.entries].map(([name, each]) => [name, typeOf(each)])),
      }));
    case "lazy":
      return DYNAMIC;
  }
}

/** By what holds the elements, which copies of a value share. */
const types = new WeakMap<object, Type>();

function remembered(holder: object, compute: () => Type): Type {
  const found = types.get(holder);
  if (found) return found;
  const type = compute();
  types.set(holder, type);
  return type;
}

export function isPrimitive(type: Type): boolean {
  return type.kind === "bool" || type.kind === "number" || type.kind === "string";
}

export function isCollection(type: Type): type is Extract<Type, { kind: "list" | "set" | "map" }> {
  return type.kind === "list" || type.kind === "set" || type.kind === "map";
}

/** Whether two types are the same, optional attributes included. */
export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  work(1);
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case "list":
    case "set":
    case "map":
      return sameType(a.element, (b as typeof a).element);
    case "tuple": {
      const { elements } = b as typeof a;
      return (
        a.elements.length === elements.length &&
        a.elements.every((each, at) => sameType(each, elements[at] as Type))
      );
    }
    case "object":
      return sameAttributes(a, b as typeof a);
    default:
      return true;
  }
}

type ObjectType = Extract<Type, { kind: "object" }>;

function sameAttributes(a: ObjectType, b: ObjectType): boolean {
  if (a.attributes.size !== b.attributes.size) return false;
  return [...a.attributes].every(([name, type]) => {
    const other = b.attributes.get(name);
    return other && sameType(type, other) && isOptional(a, name) === isOptional(b, name);
  });
}

const keys = new WeakMap<Type, string>();

/** A text that two types have in common exactly where they are the same, optional attributes included. */
export function typeKey(type: Type): string {
  if (isPrimitive(type) || type.kind === "dynamic") return type.kind;
  const known = keys.get(type);
  if (known !== undefined) return known;
  const key = keyOf(type);
  workOnText(key.length);
  keys.set(type, key);
  return key;
}

function keyOf(type: Type): string {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return `${type.kind}(${typeKey(type.element)})`;
    case "tuple":
      return `[${type.elements.map(typeKey).join(",")}]`;
    case "object": {
      const attributes = [...type.attributes].sort(([a], [b]) => (a < b ? -1 : 1));
      const named = attributes.map(
        ([name, each]) => `${JSON.stringify(`${name}${isOptional(type, name) ? "?" : ""}`)}:${typeKey(each)}`,
      );
      return `{${named.join(",")}}`;
    }
    default:
      return type.kind;
  }
}

/** Whether conversion to an object type may leave the attribute null. */
export function isOptional(type: ObjectType, name: string): boolean {
  return type.optional?.has(name) ?? false;
}

/** The type that values have which were converted to `type`. */
export function withoutOptional(type: Type): Type {
  return mapTypes(type, (each) =>
    each.kind === "object" ? { kind: "object", attributes: each.attributes } : each,
  );
}

/** Whether some part of the type is left open. */
export function hasDynamic(type: Type): boolean {
  if (type.kind === "dynamic") return true;
  return partsOf(type).some(hasDynamic);
}

function partsOf(type: Type): Type[] {
  if (isCollection(type)) return [type.element];
  if (type.kind === "tuple") return type.elements;
  return type.kind === "object" ? [...type.attributes.values()] : [];
}

function mapTypes(type: Type, change: (type: Type) => Type): Type {
  if (isCollection(type)) return change({ ...type, element: mapTypes(type.element, change) });
  if (type.kind === "tuple")
    return change({ ...type, elements: type.elements.map((each) => mapTypes(each, change)) });
  if (type.kind !== "object") return change(type);
  const attributes = new Map([...type.attributes].map(([name, each]) => [name, mapTypes(each, change)]));
  return change({ ...type, attributes });
}

/** The type as Terraform names it in messages: `list of string`. */
export function typeName(type: Type): string {
  switch (type.kind) {
    case "dynamic":
      return "any type";
    case "list":
    case "set":
    case "map":
      return type.element.kind === "dynamic" ? type.kind : `${type.kind} of ${typeName(type.element)}`;
    default:
      return type.kind;
  }
}
