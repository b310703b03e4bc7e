import type { Guard } from "../../../values/guard.ts";
import { existsIn, type Instances } from "../../../values/instances.ts";
import { nil } from "../values/construct.ts";
import { LimitError } from "../values/limit-error.ts";
import { EvaluationError, type TfValue } from "../values/value.ts";
import { gather, isRejected, type Way, waysOf } from "../values/ways.ts";
import { type InstanceKey, keySuffix } from "./address.ts";

/** One instance of a resource or module call: how many it stands for, and what `count` and `each` are in it. */
export interface ExpandedInstance {
  key: InstanceKey;
  instances: Instances;
  names: Readonly<Record<string, TfValue>>;
}

/** The instances that there are in one way of things turning out. */
export interface World {
  when: Guard;
  members: Member[];
}

export interface Member {
  key: InstanceKey;
  names: Record<string, TfValue>;
}

/** The ways that the expansion can turn out; what is in the way of listing them, when they can't be. */
export function worldsOf(
  value: TfValue | EvaluationError,
  read: (value: TfValue) => Member[] | undefined,
): World[] | TfValue | EvaluationError {
  if (value instanceof EvaluationError) return value;
  const ways = waysOf(value)?.filter((way) => !isRejected(way.value));
  if (!ways || ways.length === 0) return value;
  const worlds: World[] = [];
  for (const way of ways) {
    const found = attemptMembers(way.value, read);
    if (found instanceof EvaluationError) return found;
    if (!found) return value;
    worlds.push({ when: way.when, members: found });
  }
  return worlds;
}

function attemptMembers(
  value: TfValue,
  read: (value: TfValue) => Member[] | undefined,
): Member[] | undefined | EvaluationError {
  try {
    return read(value);
  } catch (error) {
    if (error instanceof LimitError) return undefined;
    if (error instanceof EvaluationError)
      return new EvaluationError(error.message, error.at ?? value.origin?.at);
    throw error;
  }
}

/** An instance that is there in some ways only may be there; where it differs, so do its names. */
export function mergedMembers(worlds: readonly World[], undecided: readonly TfValue[]): ExpandedInstance[] {
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
    instances: existsIn(
      worlds.map((world) => ({ when: world.when, holds: present.some(({ when }) => when === world.when) })),
    ),
    names: namesIn(present, undecided),
  }));
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
