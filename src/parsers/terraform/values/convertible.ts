import { isCollection, isOptional, isPrimitive, sameType } from "./types.ts";
import { unify } from "./unify.ts";
import type { Type } from "./value.ts";

/**
 * Whether there is a conversion between two types, as cty sees it.
 * @param unsafe whether conversions count that can fail for some values
 */
export function convertible(from: Type, to: Type, unsafe = true): boolean {
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
