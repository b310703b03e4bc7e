import { type Combination, combine } from "../../../values/combine.ts";
import { either, isRejected, orRejected, type TfAlternative } from "./either.ts";
import { sortedEntries } from "./order.ts";
import { childrenOf } from "./unknown.ts";
import type { TfValue, UnknownValue } from "./value.ts";

/**
 * How far an operation looks into its operands for undecided values: at the operands alone (it passes their elements on),
 * also at undecided lists within lists, or at everything within them.
 */
export type Reach = "operands" | "lists" | "everything";

/**
 * Applies an operation to every combination of the alternatives of its operands: what comes out is one of the results.
 * Where the combinations are too many, the operation gets plain unknown values.
 */
export function overAlternatives(
  values: readonly TfValue[],
  compute: (values: TfValue[]) => TfValue,
  reach: Reach = "everything",
): TfValue {
  const undecided = [...new Set(values.flatMap((value) => undecidedIn(value, reach, true)))];
  if (undecided.length === 0) return compute([...values]);
  const combinations = combine(undecided.map((value) => value.alternatives ?? []));
  if (!combinations) return compute(values.map((value) => replaced(value, undecided, withoutAlternatives)));
  return either(resultsOf(combinations), undecided);

  function* resultsOf(combinations: readonly Combination<TfAlternative>[]): Generator<TfAlternative> {
    for (const { chosen, when } of combinations) {
      const valueIn = (each: UnknownValue) => chosen[undecided.indexOf(each)]?.value ?? each;
      const rejected = chosen.find((each) => isRejected(each.value));
      const result = () => compute(values.map((value) => replaced(value, undecided, valueIn)));
      yield { when, value: rejected?.value ?? orRejected(result) };
    }
  }
}

function undecidedIn(value: TfValue, reach: Reach, isOperand: boolean): UnknownValue[] {
  if (value.kind === "unknown") {
    const counts =
      value.alternatives &&
      (isOperand || reach === "everything" || value.alternatives.some((each) => mayBeList(each.value)));
    return counts ? [value] : [];
  }
  if (reach === "operands" || (reach === "lists" && !("items" in value))) return [];
  const found: UnknownValue[] = [];
  for (const child of childrenOf(value)) found.push(...undecidedIn(child, reach, false));
  return found;
}

function mayBeList(value: TfValue): boolean {
  return (
    "items" in value ||
    (value.kind === "unknown" && !["bool", "number", "string", "map", "object"].includes(value.type.kind))
  );
}

function withoutAlternatives(value: UnknownValue): TfValue {
  const { alternatives: _, ...plain } = value;
  return plain;
}

/** The value with some undecided values in it replaced; what holds none of them stays the same. */
function replaced(
  value: TfValue,
  undecided: readonly UnknownValue[],
  by: (value: UnknownValue) => TfValue,
): TfValue {
  switch (value.kind) {
    case "unknown":
      return undecided.includes(value) ? by(value) : value;
    case "list":
    case "set":
    case "tuple": {
      const items = value.items.map((item) => replaced(item, undecided, by));
      return items.every((item, at) => item === value.items[at]) ? value : { ...value, items };
    }
    case "map":
    case "object": {
      const entries = [...value.entries].map(([key, each]) => [key, replaced(each, undecided, by)] as const);
      return entries.every(([key, each]) => each === value.entries.get(key))
        ? value
        : { ...value, entries: sortedEntries(entries) };
    }
    default:
      return value;
  }
}
