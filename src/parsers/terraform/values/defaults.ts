import { mapAlternatives } from "./alternatives.ts";
import { object, tuple } from "./construct.ts";
import { isNeverNull } from "./equals.ts";
import { inPlaceOf } from "./marks.ts";
import { materialised } from "./unknown.ts";
import type { TfValue } from "./value.ts";

/** The defaults of optional attributes, at any depth of a type. */
export type Defaults =
  | { kind: "collection"; element: Defaults }
  | { kind: "tuple"; items: (Defaults | undefined)[] }
  | { kind: "object"; values: ReadonlyMap<string, TfValue>; children: ReadonlyMap<string, Defaults> };

/**
 * Puts defaults where optional attributes are missing or null. The result still is to be converted to the type:
 * lists come out as tuples and maps as objects, since a default may have another type than the other elements.
 */
export function applyDefaults(value: TfValue, defaults: Defaults | undefined): TfValue {
  if (!defaults) return value;
  switch (value.kind) {
    case "lazy":
      return applyDefaults(materialised(value), defaults);
    case "unknown":
      if (value.alternatives)
        return mapAlternatives(value, value.alternatives, (each) => applyDefaults(each, defaults));
      if (!value.entries || defaults.kind !== "collection") return value;
      return {
        ...value,
        entries: new Map(
          [...value.entries].map(([name, each]) => [name, applyDefaults(each, defaults.element)]),
        ),
      };
    case "list":
    case "set":
    case "tuple":
      return inPlaceOf(
        value,
        tuple(value.items.map((item, at) => applyDefaults(item, ofItem(defaults, at)))),
      );
    case "map":
    case "object":
      return inPlaceOf(value, object(withDefaults(value.entries, defaults)));
    default:
      return value;
  }
}

function ofItem(defaults: Defaults, at: number): Defaults | undefined {
  if (defaults.kind === "tuple") return defaults.items[at];
  return defaults.kind === "collection" ? defaults.element : undefined;
}

function withDefaults(given: ReadonlyMap<string, TfValue>, defaults: Defaults): Map<string, TfValue> {
  const entries = new Map(
    [...given].map(([name, value]) => [name, applyDefaults(value, ofEntry(defaults, name))]),
  );
  if (defaults.kind !== "object") return entries;
  for (const [name, fallback] of defaults.values) {
    const value = entries.get(name);
    if (!value || value.kind === "null")
      entries.set(name, applyDefaults(fallback, defaults.children.get(name)));
    else if (value.kind === "unknown" && !value.alternatives && isNeverNull(fallback))
      entries.set(name, { ...value, notNull: true });
    else if (value.kind === "unknown" && value.alternatives)
      entries.set(
        name,
        mapAlternatives(value, value.alternatives, (each) => (each.kind === "null" ? fallback : each)),
      );
  }
  return entries;
}

function ofEntry(defaults: Defaults, name: string): Defaults | undefined {
  if (defaults.kind === "object") return defaults.children.get(name);
  return defaults.kind === "collection" ? defaults.element : undefined;
}
