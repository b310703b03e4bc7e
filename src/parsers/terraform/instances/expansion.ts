import type { Instances } from "../../../model/model.ts";
import type { Guard } from "../../../model/value.ts";
import { elementsOf } from "../evaluate/iteration.ts";
import type { Scope } from "../evaluate/scope.ts";
import type { Block } from "../syntax/ast.ts";
import { nil, num, object, str } from "../values/construct.ts";
import { convert } from "../values/convert.ts";
import { LimitError } from "../values/limit-error.ts";
import { NUMBER } from "../values/types.ts";
import { unknownFrom } from "../values/unknown.ts";
import { EvaluationError, type TfValue, type UnknownValue } from "../values/value.ts";
import { attempt, gather, isRejected, resultOf, type Way, waysOf } from "../values/ways.ts";
import { ANY, type InstanceKey, keySuffix, SINGLE } from "./address.ts";

/** One instance of a resource or module call: how many it stands for, and what `count` and `each` are in it. */
export interface ExpandedInstance {
  key: InstanceKey;
  instances: Instances;
  names: Readonly<Record<string, TfValue>>;
}

/** What `count` and `for_each` make of a block. */
export interface Expansion {
  instances: readonly ExpandedInstance[];
  /** The value of a reference to the block as a whole, made of the values of its instances. */
  collect(valueOf: (key: InstanceKey) => TfValue): TfValue;
}

const ONCE: Instances = { atLeast: 1, atMost: 1 };
const ANY_NUMBER: Instances = { atLeast: 0, atMost: Number.POSITIVE_INFINITY };

/** Expands a block. What Terraform would reject, or what can't be known, is any number of instances. */
export function expand(block: Block, scope: Scope): Expansion {
  const count = block.body.attributes.get("count");
  const forEach = block.body.attributes.get("for_each");
  if (count) return expandCount(evaluated(() => scope.evaluate(count.value)));
  if (forEach) return expandForEach(evaluated(() => scope.evaluate(forEach.value)));
  return {
    instances: [{ key: SINGLE, instances: ONCE, names: {} }],
    collect: (valueOf) => valueOf(SINGLE),
  };
}

function evaluated(compute: () => TfValue): TfValue | EvaluationError {
  try {
    return attempt(compute);
  } catch (error) {
    if (error instanceof LimitError) return new EvaluationError(`the number of instances ${error.message}`);
    throw error;
  }
}

/** The instances that there are in one way of things turning out. */
interface World {
  when: Guard;
  members: { key: InstanceKey; names: Record<string, TfValue> }[];
}

function expandCount(count: TfValue | EvaluationError): Expansion {
  const value = count instanceof EvaluationError ? undefined : count;
  const worlds = value && worldsOf(value, countWorld);
  if (!worlds) return unknownExpansion(count, { count: object([["index", withReasons(count)]]) });
  return known(worlds, count, (keys, valueOf) => ({ kind: "tuple", items: keys.map(valueOf) }));
}

/** Undefined: Terraform would reject it, or it isn't known. */
function countWorld(value: TfValue): World["members"] | undefined {
  const number = resultOf(() => convert(value, NUMBER));
  if (number?.kind !== "number") return undefined;
  if (!Number.isInteger(number.value) || number.value < 0) return undefined;
  return Array.from({ length: Math.min(number.value, MAX_COUNT) }, (_, index) => ({
    key: { kind: "index", value: index },
    names: { count: object([["index", num(index)]]) },
  }));
}

/** More than the budget of instances allows in any case. */
const MAX_COUNT = 10_001;

function expandForEach(collection: TfValue | EvaluationError): Expansion {
  const value = collection instanceof EvaluationError ? undefined : collection;
  const worlds = value && worldsOf(value, forEachWorld);
  if (worlds) return known(worlds, collection, mapOfInstances);
  const each = { key: withReasons(collection), value: withReasons(collection) };
  const any = unknownExpansion(collection, { each: object(Object.entries(each)) });
  // Keys that are there in any case are instances of their own.
  const certain = value?.kind === "unknown" && value.entries ? members(value.entries) : [];
  return {
    ...any,
    instances: [...certain.map((member) => ({ ...member, instances: ONCE })), ...any.instances],
  };
}

function forEachWorld(value: TfValue): World["members"] | undefined {
  if (value.kind === "set") return membersOfSet(value.items);
  if (value.kind !== "map" && value.kind !== "object" && value.kind !== "lazy") return undefined;
  const elements = elementsOf(value);
  return elements && members(new Map(elements.map((each) => [textOf(each.key), each.value])));
}

function membersOfSet(items: readonly TfValue[]): World["members"] | undefined {
  if (!items.every((item) => item.kind === "string")) return undefined;
  return members(new Map(items.map((item) => [textOf(item), item])));
}

function members(entries: ReadonlyMap<string, TfValue>): World["members"] {
  return [...entries].map(([key, value]) => ({
    key: { kind: "key", value: key },
    names: {
      each: object([
        ["key", { ...str(key), ...(value.origin ? { origin: value.origin } : {}) }],
        ["value", value],
      ]),
    },
  }));
}

function textOf(value: TfValue): string {
  return value.kind === "string" ? value.value : "";
}

function mapOfInstances(keys: readonly InstanceKey[], valueOf: (key: InstanceKey) => TfValue): TfValue {
  return object(keys.map((key) => [key.kind === "key" ? key.value : "", valueOf(key)]));
}

/** Undefined when the ways that the value can turn out can't be listed, or one of them can't be read. */
function worldsOf(
  value: TfValue,
  read: (value: TfValue) => World["members"] | undefined,
): World[] | undefined {
  const ways = waysOf(value)?.filter((way) => !isRejected(way.value));
  if (!ways || ways.length === 0) return undefined;
  const worlds: World[] = [];
  for (const way of ways) {
    const found = read(way.value);
    if (!found) return undefined;
    worlds.push({ when: way.when, members: found });
  }
  return worlds;
}

function known(
  worlds: readonly World[],
  decidedBy: TfValue | EvaluationError,
  whole: (keys: readonly InstanceKey[], valueOf: (key: InstanceKey) => TfValue) => TfValue,
): Expansion {
  const undecided = decidedBy instanceof EvaluationError ? [] : [decidedBy];
  return {
    instances: mergedMembers(worlds, undecided),
    collect(valueOf) {
      const ways = worlds.map(
        ({ when, members }): Way => ({
          when,
          value: whole(
            members.map(({ key }) => key),
            valueOf,
          ),
        }),
      );
      return ways.length === 1 ? (ways[0] as Way).value : gather(ways, undecided);
    },
  };
}

/** An instance that is there in some ways only may be there; where it differs, so do its names. */
function mergedMembers(worlds: readonly World[], undecided: readonly TfValue[]): ExpandedInstance[] {
  const byKey = new Map<
    string,
    { key: InstanceKey; in: { when: Guard; names: Record<string, TfValue> }[] }
  >();
  for (const { when, members } of worlds) {
    for (const { key, names } of members) {
      const id = keySuffix(key);
      const merged = byKey.get(id) ?? { key, in: [] };
      merged.in.push({ when, names });
      byKey.set(id, merged);
    }
  }
  return [...byKey.values()].map(({ key, in: present }) => ({
    key,
    instances: instancesIn(
      present.map(({ when }) => when),
      worlds.length,
    ),
    names: namesIn(present, undecided),
  }));
}

function instancesIn(guards: readonly Guard[], worlds: number): Instances {
  if (guards.length === worlds) return ONCE;
  const [only] = guards;
  return { atLeast: 0, atMost: 1, ...(guards.length === 1 && only ? { when: only } : {}) };
}

function namesIn(
  present: readonly { when: Guard; names: Record<string, TfValue> }[],
  undecided: readonly TfValue[],
): Record<string, TfValue> {
  const [first] = present;
  if (!first || present.length === 1) return first?.names ?? {};
  const merged = Object.keys(first.names).map((name) => {
    const ways = present.map(({ when, names }): Way => ({ when, value: names[name] ?? nil() }));
    return [name, gather(ways, undecided)] as const;
  });
  return Object.fromEntries(merged);
}

function unknownExpansion(value: TfValue | EvaluationError, names: Record<string, TfValue>): Expansion {
  return {
    instances: [{ key: ANY, instances: ANY_NUMBER, names }],
    // Whatever the key, it is the instance that stands for all of them.
    collect: (valueOf) => ({
      kind: "lazy",
      address: "",
      get: () => valueOf(ANY),
      keys: () => undefined,
      ...(value instanceof EvaluationError || !value.origin ? {} : { origin: value.origin }),
    }),
  };
}

function withReasons(value: TfValue | EvaluationError): UnknownValue {
  if (!(value instanceof EvaluationError))
    return { ...unknownFrom([value]), ...(value.origin ? { origin: value.origin } : {}) };
  const at = value.at;
  const reasons = at ? [{ kind: "error" as const, detail: value.message, at }] : [];
  return { kind: "unknown", type: { kind: "dynamic" }, reasons };
}
