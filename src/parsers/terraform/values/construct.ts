import { asSetItems, sortedEntries } from "./order.ts";
import { DYNAMIC } from "./types.ts";
import type {
  BoolValue,
  ListValue,
  MapValue,
  NullValue,
  ObjectValue,
  SetValue,
  StringValue,
  TfValue,
  TupleValue,
  Type,
} from "./value.ts";

export { num } from "./numbers/number.ts";

/** A string, in the normal form that Terraform gives to all strings. */
export function str(value: string): StringValue {
  return { kind: "string", value: value.normalize("NFC") };
}

export function bool(value: boolean): BoolValue {
  return { kind: "bool", value };
}

/** A null; of no type in particular, as `null` in an expression. */
export function nil(type: Type = DYNAMIC): NullValue {
  return { kind: "null", type };
}

export function tuple(items: TfValue[]): TupleValue {
  return { kind: "tuple", items };
}

/** An object; entries are put in order. */
export function object(entries: Iterable<readonly [string, TfValue]>): ObjectValue {
  return { kind: "object", entries: sortedEntries(entries) };
}

/** A list of items that are of type `element` already. */
export function listOf(items: TfValue[], element: Type): ListValue {
  return { kind: "list", element, items };
}

/** A set of items that are of type `element` already; they are put in order, and equal ones become one. */
export function setOf(items: readonly TfValue[], element: Type): SetValue {
  return { kind: "set", element, items: asSetItems(items) };
}

/** A map of values that are of type `element` already; entries are put in order. */
export function mapOf(entries: Iterable<readonly [string, TfValue]>, element: Type): MapValue {
  return { kind: "map", element, entries: sortedEntries(entries) };
}
