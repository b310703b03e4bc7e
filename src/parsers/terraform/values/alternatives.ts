import { compatible, type Guard } from "../../../values/guard.ts";
import { sortedEntries } from "./order.ts";
import { childrenOf } from "./unknown.ts";
import type { TfValue, UnknownValue } from "./value.ts";
import { gather, isRejected, orRejected } from "./ways.ts";

/** Of the ways of all undecided values together: those that hang on one condition don't multiply. */
const MAX_WORLDS = 64;

/**
 * How far an operation looks into its operands for undecided values: at the operands alone (it passes their elements on),
 * also at undecided lists within lists, or at everything within them.
 */
export type Reach = "operands" | "lists" | "everything";

interface World {
  when: Guard;
  chosen: ReadonlyMap<UnknownValue, TfValue>;
}

/**
 * Applies an operation to every way that its operands can turn out together, and gathers what comes out.
 * Where the ways are too many to try, the operation gets plain unknown values.
 */
export function overAlternatives(
  values: readonly TfValue[],
  compute: (values: TfValue[]) => TfValue,
  reach: Reach = "everything",
): TfValue {
  const undecided = [...new Set(values.flatMap((value) => undecidedIn(value, reach, true)))];
  if (undecided.length === 0) return compute([...values]);
  const worlds = worldsOf(undecided);
  if (!worlds) return compute(values.map((value) => replaced(value, undecided, withoutAlternatives)));
  const ways = worlds.map(({ when, chosen }) => ({
    when,
    value:
      [...chosen.values()].find(isRejected) ??
      orRejected(() =>
        compute(values.map((value) => replaced(value, undecided, (each) => chosen.get(each) ?? each))),
      ),
  }));
  return gather(ways, undecided);
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

function worldsOf(undecided: readonly UnknownValue[]): World[] | undefined {
  let worlds: World[] = [{ when: {}, chosen: new Map() }];
  for (const value of undecided) {
    worlds = worlds.flatMap(({ when, chosen }) =>
      (value.alternatives ?? [])
        .filter((way) => compatible(when, way.when))
        .map((way) => ({ when: { ...when, ...way.when }, chosen: new Map([...chosen, [value, way.value]]) })),
    );
    if (worlds.length > MAX_WORLDS) return undefined;
  }
  return worlds;
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
