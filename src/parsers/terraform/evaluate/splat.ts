import type { Splat } from "../syntax/ast.ts";
import { mapAlternatives } from "../values/alternatives.ts";
import { listOf, tuple } from "../values/construct.ts";
import { asSensitiveAs, takenFrom } from "../values/marks.ts";
import { DYNAMIC, sameType, typeOf } from "../values/types.ts";
import { unknownFrom } from "../values/unknown.ts";
import { EvaluationError, type TfValue, type Type } from "../values/value.ts";
import { isOpenSet } from "./iteration.ts";
import type { Scope } from "./scope.ts";

/** `object[*].each`, and `object.*.each`. A list or a set gives a list; a single value counts as a tuple of it, null as an empty one. */
export function splat(node: Splat, scope: Scope): TfValue {
  const object = scope.evaluate(node.object);
  return asSensitiveAs([object], splatOver(node, object, scope));
}

function splatOver(node: Splat, object: TfValue, scope: Scope): TfValue {
  const each = (item: TfValue, index: number) => scope.forSplatItem(item, index).evaluate(node.each);
  switch (object.kind) {
    case "null":
      if (isSequence(object.type)) throw new EvaluationError("null has no elements to take all of");
      return tuple([]);
    case "list":
    case "set":
      if (isOpenSet(object))
        return unknownFrom([object], {
          kind: "list",
          element: typeOf(each(unknownFrom([], object.element), 0)),
        });
      return ofOneType(
        object.items.map((item, index) => each(takenFrom(object, item), index)),
        () => typeOf(each(unknownFrom([], object.element), 0)),
      );
    case "tuple":
      return tuple(object.items.map((item, index) => each(takenFrom(object, item), index)));
    case "unknown":
      if (object.alternatives)
        return mapAlternatives(object, object.alternatives, (each) => splatOver(node, each, scope));
      return unknownFrom(
        [object],
        typeOfUnknown(object.type, (type) => typeOf(each(unknownFrom([object], type), 0))),
      );
    default:
      return tuple([each(object, 0)]);
  }
}

function isSequence({ kind }: Type): boolean {
  return kind === "list" || kind === "set" || kind === "tuple";
}

/** Elements of one type always give one type, but for those that are not known. */
function ofOneType(items: TfValue[], typeOfNone: () => Type): TfValue {
  const [first] = items;
  if (!first) return listOf([], typeOfNone());
  const type = typeOf(first);
  return items.every((item) => sameType(typeOf(item), type)) ? listOf(items, type) : tuple(items);
}

/** A single value that is not known may be null, so that it is not known how many elements come out. */
function typeOfUnknown(type: Type, each: (type: Type) => Type): Type {
  if (type.kind === "list" || type.kind === "set") return { kind: "list", element: each(type.element) };
  return type.kind === "tuple" ? { kind: "tuple", elements: type.elements.map(each) } : DYNAMIC;
}
