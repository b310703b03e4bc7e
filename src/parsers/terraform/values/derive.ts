import { append } from "../../../source/append.ts";
import { type Combination, combine } from "../../../values/combine.ts";
import { work } from "../../../values/work.ts";
import { either, isRejected, listedOf, orRejected } from "./alternatives.ts";
import { sortedEntries } from "./order.ts";
import { isTooMuchWork } from "./size.ts";
import type { Alternative, TfValue, UnknownValue } from "./value.ts";
import { childrenOf, within } from "./within.ts";

/**
 * How far an operation looks into its operands for undecided values: at the operands alone (it passes their elements on),
 * also at undecided lists within lists, or at everything within them.
 */
export type Reach = "operands" | "lists" | "everything";

/**
 * What an operation gives for each combination of its operands' alternatives.
 * Where these, or the results, are too many, it gets plain unknown values.
 */
export function derive(
  values: readonly TfValue[],
  compute: (values: TfValue[]) => TfValue,
  reach: Reach = "everything",
): TfValue {
  const undecided = [...new Set(values.flatMap((value) => undecidedIn(value, reach, true)))];
  if (undecided.length === 0) return compute([...values]);
  const combinations = combine(undecided.map(({ alternatives = [] }) => alternatives));
  if (combinations && !isTooMuchWork(values, combinations.length)) {
    const cases = listedOf(alternativesOver(combinations));
    if (cases) return either(cases, undecided);
  }
  const plain = new Map(undecided.map((value) => [value, withoutAlternatives(value)]));
  return compute(values.map((value) => replaced(value, plain)));

  // One after the other, so that no more are computed, or kept, than are listed.
  function* alternativesOver(among: readonly Combination<Alternative>[]): Iterable<Alternative> {
    for (const { chosen, when } of among) {
      const rejected = chosen.find(({ value }) => isRejected(value))?.value;
      const by = new Map(undecided.map((value, index) => [value, (chosen[index] as Alternative).value]));
      const value = rejected ?? orRejected(() => compute(values.map((each) => replaced(each, by))));
      yield { when, value };
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
  if (!within(value).isUndecided) return [];
  if (reach === "operands" || (reach === "lists" && !("items" in value))) return [];
  const found: UnknownValue[] = [];
  work(within(value).size);
  for (const child of childrenOf(value)) append(found, undecidedIn(child, reach, false));
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
function replaced(value: TfValue, by: ReadonlyMap<UnknownValue, TfValue>): TfValue {
  if (!within(value).isUndecided) return value;
  work(1);
  switch (value.kind) {
    case "unknown":
      return by.get(value) ?? value;
    case "list":
    case "set":
    case "tuple": {
      const items = value.items.map((item) => replaced(item, by));
      return items.every((item, at) => item === value.items[at]) ? value : { ...value, items };
    }
    case "map":
    case "object": {
      const entries = [...value.entries].map(([key, each]) => [key, replaced(each, by)] as const);
      return entries.every(([key, each]) => each === value.entries.get(key))
        ? value
        : { ...value, entries: sortedEntries(entries) };
    }
    default:
      return value;
  }
}
