import { asSetItems, sortedEntries } from "./order.ts";
import type {
  LazyValue,
  ListValue,
  MapValue,
  ObjectValue,
  SetValue,
  TfValue,
  TupleValue,
  Type,
} from "./value.ts";

export { bool, nil, num, str } from "./primitives.ts";

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
  // An element of a set has no place of its own, so that the whole is as sensitive as any of them.
  const sensitive = items.some((item) => item.sensitive);
  return { kind: "set", element, items: asSetItems(items), ...(sensitive ? { sensitive } : {}) };
}

/** A map of values that are of type `element` already; entries are put in order. */
export function mapOf(entries: Iterable<readonly [string, TfValue]>, element: Type): MapValue {
  return { kind: "map", element, entries: sortedEntries(entries) };
}

/** An object whose attributes are computed when asked for. */
export function lazy(
  address: string,
  get: (name: string) => TfValue,
  keys: () => readonly string[] | undefined = () => undefined,
): LazyValue {
  return { kind: "lazy", address, get, keys };
}
