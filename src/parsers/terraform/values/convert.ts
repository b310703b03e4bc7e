import { workToMake } from "../../../values/work.ts";
import { mapAlternatives } from "./alternatives.ts";
import { bool, listOf, mapOf, nil, object, setOf, str, tuple } from "./construct.ts";
import { derive } from "./derive.ts";
import { inPlaceOf } from "./marks.ts";
import { parseNumber } from "./numbers/big-float.ts";
import { num, numberText } from "./numbers/number.ts";
import { refuseHuge } from "./size.ts";
import { hasDynamic, isOptional, isPrimitive, sameType, typeName, typeOf, withoutOptional } from "./types.ts";
import { convertible, unify } from "./unify.ts";
import { materialised, unknownFrom } from "./unknown.ts";
import { EvaluationError, type ObjectValue, type TfValue, type Type, type UnknownValue } from "./value.ts";
import { isWhollyKnown } from "./within.ts";

/** The value as a value of another type, where Terraform would convert it by itself; throws EvaluationError where it would not. */
export function convert(value: TfValue, want: Type): TfValue {
  if (want.kind === "dynamic" || (isPrimitive(want) && value.kind === want.kind)) return value;
  if (value.kind === "lazy") return convert(materialised(value), want);
  refuseHuge([value]);
  const have = typeOf(value);
  if (value.kind !== "unknown" && sameType(have, withoutOptional(want))) return value;
  if (!convertible(have, want))
    throw new EvaluationError(`${typeName(want)} is required, not ${typeName(have)}`);
  return applied(value, want);
}

/** Converts a value whose type is known to be convertible. */
function applied(value: TfValue, want: Type): TfValue {
  workToMake(1);
  if (want.kind === "dynamic") return value;
  if (value.kind === "unknown") return unknownOf(value, want);
  if (value.kind === "null") return inPlaceOf(value, nil(withoutOptional(want)));
  if (value.kind === "lazy") return convert(value, want);
  return inPlaceOf(value, converted(value, want));
}

function unknownOf(value: UnknownValue, want: Type): TfValue {
  if (value.alternatives) {
    const converted = mapAlternatives(value, value.alternatives, (each) => convert(each, want));
    return inPlaceOf(value, converted);
  }
  const { entries, ...rest } = value;
  const type = withoutOptional(want);
  if (!entries) return { ...rest, type };
  return {
    ...rest,
    type,
    entries: new Map([...entries].flatMap(([name, each]) => convertedEntry(name, each, want))),
  };
}

function convertedEntry(name: string, value: TfValue, want: Type): [string, TfValue][] {
  const type =
    want.kind === "map" ? want.element : want.kind === "object" ? want.attributes.get(name) : undefined;
  return type ? [[name, convert(value, type)]] : [];
}

type Convertible = Exclude<TfValue, { kind: "unknown" | "null" | "lazy" }>;

function converted(value: Convertible, want: Type): TfValue {
  switch (want.kind) {
    case "string":
      return toText(value);
    case "number":
      return toNumber(value);
    case "bool":
      return toBool(value);
    case "list":
      return toList(value, want.element);
    case "set":
      return derive([value], ([each]) => toSet(each as Convertible, want.element));
    case "map":
      return toMap(value, want.element);
    case "tuple":
      return tuple(itemsOf(value).map((item, at) => applied(item, want.elements[at] as Type)));
    case "object":
      return toObject(value, want);
    case "dynamic":
      return value;
  }
}

function toText(value: Convertible): TfValue {
  if (value.kind === "number") return str(numberText(value));
  return value.kind === "bool" ? str(String(value.value)) : value;
}

function toNumber(value: Convertible): TfValue {
  if (value.kind !== "string") return value;
  const number = parseNumber(value.value);
  if (!number)
    throw new EvaluationError(
      `a number is required, and ${JSON.stringify(value.value.slice(0, 80))} is none`,
    );
  return num(number);
}

function toBool(value: Convertible): TfValue {
  if (value.kind !== "string") return value;
  if (value.value === "true" || value.value === "1") return bool(true);
  if (value.value === "false" || value.value === "0") return bool(false);
  throw new EvaluationError(
    `a bool is required: "true" or "false", not ${JSON.stringify(value.value.slice(0, 80))}`,
  );
}

function itemsOf(value: Convertible): TfValue[] {
  return "items" in value ? value.items : [];
}

function toList(value: Convertible, element: Type): TfValue {
  // Unknown elements of a set may be equal, so that not even their number is known.
  if (value.kind === "set" && !isWhollyKnown(value) && value.items.length > 1)
    return unknownFrom([value], { kind: "list", element: withoutOptional(element) });
  const { items, type } = uniform(itemsOf(value), elementTypeFor(value, element));
  return listOf(items, type);
}

function toSet(value: Convertible, element: Type): TfValue {
  const { items, type } = uniform(itemsOf(value), elementTypeFor(value, element));
  return setOf(items, type);
}

function toMap(value: Convertible, element: Type): TfValue {
  const entries = value.kind === "map" || value.kind === "object" ? [...value.entries] : [];
  const { items, type } = uniform(
    entries.map(([, each]) => each),
    elementTypeFor(value, element),
  );
  return mapOf(
    entries.map(([key], at) => [key, items[at] as TfValue] as const),
    type,
  );
}

/** For `any`, what the elements of a tuple or an object have in common, or what the collection has already. */
function elementTypeFor(value: Convertible, element: Type): Type {
  if (element.kind !== "dynamic") return element;
  if ("element" in value) return value.element;
  const parts =
    value.kind === "tuple" ? value.items : value.kind === "object" ? [...value.entries.values()] : [];
  return unify(parts.map(typeOf)) ?? element;
}

/** Converts all elements to one type; where the wanted type is open, to what they have in common then. */
function uniform(items: readonly TfValue[], element: Type): { items: TfValue[]; type: Type } {
  const first = items.map((item) => (sameType(typeOf(item), element) ? item : applied(item, element)));
  if (!hasDynamic(element)) return { items: first, type: withoutOptional(element) };
  const common = unify(first.map(typeOf));
  if (!common && first.length > 0) throw new EvaluationError("all elements must be of one type");
  const type = common ?? withoutOptional(element);
  return { items: first.map((item) => (sameType(typeOf(item), type) ? item : applied(item, type))), type };
}

function toObject(value: Convertible, want: Extract<Type, { kind: "object" }>): ObjectValue {
  const have = value.kind === "map" || value.kind === "object" ? value.entries : new Map<string, TfValue>();
  const entries = [...want.attributes].map(([name, type]): [string, TfValue] => {
    const attribute = have.get(name);
    if (attribute) return [name, value.kind === "map" ? convert(attribute, type) : applied(attribute, type)];
    if (isOptional(want, name)) return [name, nil(withoutOptional(type))];
    throw new EvaluationError(`the attribute ${JSON.stringify(name)} is required`);
  });
  return object(entries);
}
