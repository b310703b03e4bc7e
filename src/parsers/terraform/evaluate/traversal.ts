import type { GetIndex } from "../syntax/ast.ts";
import { alternativesOf, either, mapAlternatives } from "../values/alternatives.ts";
import { convert } from "../values/convert.ts";
import { takenFrom } from "../values/marks.ts";
import { DYNAMIC, NUMBER, STRING } from "../values/types.ts";
import { unknownFrom } from "../values/unknown.ts";
import {
  EvaluationError,
  type StringPart,
  type TfValue,
  type Type,
  type UnknownValue,
} from "../values/value.ts";
import type { Scope } from "./scope.ts";

/** `object.name` */
export function attributeOf(object: TfValue, name: string): TfValue {
  switch (object.kind) {
    case "object":
    case "map": {
      const entry = object.entries.get(name);
      if (!entry) throw new EvaluationError(`there is no attribute ${JSON.stringify(name)}`);
      return takenFrom(object, entry);
    }
    case "lazy":
      return takenFrom(object, object.get(name));
    case "unknown":
      if (object.alternatives)
        return mapAlternatives(object, object.alternatives, (each) => attributeOf(each, name));
      return { ...unknownFrom([object], attributeType(object, name)), ...derived(object, name) };
    case "null":
      throw new EvaluationError(`null has no attribute ${JSON.stringify(name)}`);
    case "list":
    case "tuple":
      if (/^\d+$/.test(name)) return itemAt(object, { kind: "number", value: Number(name) });
      throw new EvaluationError(`a list has no attribute ${JSON.stringify(name)}; an index is missing`);
    default:
      throw new EvaluationError(`a ${object.kind} has no attributes`);
  }
}

/** `object[index]` */
export function indexed(node: GetIndex, scope: Scope): TfValue {
  const object = scope.evaluate(node.object);
  const index = scope.evaluate(node.index);
  return itemOf(object, index, () => scope.identify(node.index));
}

/**
 * An element by its key, either of which may be undecided.
 * @param identify names the key where it is unknown, so that two look-ups by it agree
 */
export function itemOf(object: TfValue, index: TfValue, identify: () => string): TfValue {
  if (object.kind === "unknown") {
    if (object.alternatives)
      return mapAlternatives(object, object.alternatives, (each) => itemOf(each, index, identify));
    const step = index.kind === "string" || index.kind === "number" ? String(index.value) : undefined;
    return {
      ...unknownFrom([object, index], itemType(object, index)),
      ...(step === undefined ? {} : derived(object, step)),
    };
  }
  if (index.kind !== "unknown") return itemAt(object, index);
  const alternatives = alternativesOf(index);
  if (alternatives) return mapAlternatives(index, alternatives, (key) => itemOf(object, key, identify));
  return anyItem(object, index, identify());
}

/** Some element: Terraform would reject a key that isn't there, so it is one of those that are. */
function anyItem(object: TfValue, index: TfValue, id: string): TfValue {
  if (object.kind === "lazy" && object.keys() === undefined) return object.get("*");
  if (object.kind !== "null" && "value" in object)
    throw new EvaluationError(`a ${object.kind} can't be indexed`);
  const keys = keysOf(object);
  if (!keys || keys.length === 0) return unknownFrom([index, object]);
  const items = keys.map((key) => ({ when: { [id]: String(key.value) }, value: itemAt(object, key) }));
  return either(items, [index]);
}

type Key = { kind: "string"; value: string } | { kind: "number"; value: number };

function keysOf(object: TfValue): Key[] | undefined {
  switch (object.kind) {
    case "list":
    case "tuple":
      return object.items.map((_, value) => ({ kind: "number", value }));
    case "map":
    case "object":
      return [...object.entries.keys()].map((value) => ({ kind: "string", value }));
    case "lazy":
      return object.keys()?.map((value) => ({ kind: "string", value }));
    default:
      return undefined;
  }
}

function itemAt(object: TfValue, index: TfValue): TfValue {
  switch (object.kind) {
    case "list":
    case "tuple": {
      const at = convert(index, NUMBER);
      if (at.kind !== "number") throw new EvaluationError("the index is not a number");
      const item = object.items[at.value];
      if (!item)
        throw new EvaluationError(`there is no element ${at.value} in a list of ${object.items.length}`);
      return takenFrom(object, item);
    }
    case "map":
    case "object":
    case "lazy": {
      const key = convert(index, STRING);
      if (key.kind !== "string") throw new EvaluationError("the key is not a string");
      return attributeOf(object, key.value);
    }
    case "null":
      throw new EvaluationError("null has no elements");
    default:
      throw new EvaluationError(`a ${object.kind} can't be indexed`);
  }
}

/** A piece of an unknown object is the same unknown piece wherever it is asked for. */
function derived(object: UnknownValue, step: string): { parts?: StringPart[] } {
  const [part, ...others] = object.parts ?? [];
  if (part === undefined || typeof part === "string" || others.length > 0) return {};
  return {
    parts: [{ ...part, attribute: part.attribute ? `${part.attribute}.${step}` : step }],
  };
}

/** What an unknown value's attribute is of. Its type can show that there is no such attribute. */
function attributeType({ type }: UnknownValue, name: string): Type {
  switch (type.kind) {
    case "dynamic":
      return DYNAMIC;
    case "map":
      return type.element;
    case "object": {
      const attribute = type.attributes.get(name);
      if (!attribute) throw new EvaluationError(`there is no attribute ${JSON.stringify(name)}`);
      return attribute;
    }
    case "list":
    case "tuple":
      if (/^\d+$/.test(name)) return positionType(type, Number(name));
      throw new EvaluationError(`a list has no attribute ${JSON.stringify(name)}; an index is missing`);
    default:
      throw new EvaluationError(`a ${type.kind} has no attributes`);
  }
}

/** What an unknown value's element is of, as far as the index is known. */
function itemType(object: UnknownValue, index: TfValue): Type {
  const { type } = object;
  switch (type.kind) {
    case "dynamic":
      return DYNAMIC;
    case "map":
      return type.element;
    case "list":
    case "tuple": {
      const at = convert(index, NUMBER);
      return at.kind === "number"
        ? positionType(type, at.value)
        : type.kind === "list"
          ? type.element
          : DYNAMIC;
    }
    case "object": {
      const key = convert(index, STRING);
      return key.kind === "string" ? attributeType(object, key.value) : DYNAMIC;
    }
    default:
      throw new EvaluationError(`a ${type.kind} can't be indexed`);
  }
}

function positionType(type: Extract<Type, { kind: "list" | "tuple" }>, at: number): Type {
  const element = type.kind === "list" ? type.element : type.elements[at];
  if (!element || at < 0 || !Number.isInteger(at)) throw new EvaluationError(`there is no element ${at}`);
  return element;
}
