import type { Origin, ResourceAttribute, TfValue } from "./value.ts";

/** A longer chain helps no reader. */
const MAX_STEPS = 24;

/** The result as another form of the same value: it comes from where that came from. */
export function inPlaceOf<T extends TfValue>({ origin, sensitive, references }: TfValue, result: T): T {
  return {
    ...result,
    ...(origin && { origin }),
    ...(sensitive && { sensitive }),
    ...(references && { references }),
  };
}

/** The attributes of resources that some values were made of, each once. */
export function referencesOf(values: readonly TfValue[]): { references?: ResourceAttribute[] } {
  const references = new Map<string, ResourceAttribute>();
  for (const value of values) {
    for (const each of value.references ?? [])
      references.set(`${each.deployment ?? ""}#${each.address}.${each.attribute}`, each);
  }
  return references.size > 0 ? { references: [...references.values()] } : {};
}

/** The value, sensitive when one of some others is that decide it. */
export function asSensitiveAs(others: readonly TfValue[], value: TfValue): TfValue {
  return !value.sensitive && others.some((other) => other.sensitive) ? { ...value, sensitive: true } : value;
}

/** An element taken out of a collection: its origin is its own literal, and its steps are those of the collection. */
export function takenFrom(collection: TfValue, element: TfValue): TfValue {
  return asSensitiveAs([collection], locatedIn(collection, element));
}

function locatedIn(collection: TfValue, element: TfValue): TfValue {
  const steps = collection.origin?.trace;
  if (!collection.origin || (element.origin && !steps?.length)) return element;
  if (!element.origin) return { ...element, origin: collection.origin };
  return { ...element, origin: extended(element.origin, steps ?? []) };
}

function extended(origin: Origin, steps: NonNullable<Origin["trace"]>): Origin {
  const trace = origin.trace ?? [];
  return trace.length >= MAX_STEPS ? origin : { at: origin.at, trace: [...trace, ...steps] };
}

/** Where a computed value comes from: its one operand that came by a binding, if it is one. `var.cap * 2` is decided where `var.cap` is. */
export function originOfComputed(operands: readonly TfValue[]): { origin?: Origin } {
  const [bound, ...others] = operands.filter((operand) => operand.origin?.trace?.length);
  return bound?.origin && others.length === 0 ? { origin: bound.origin } : {};
}
