import type { Guard } from "../../../values/guard.ts";
import { existsIn, type Instances } from "../../../values/instances.ts";
import { alternativesOf, either, isRejected } from "../values/alternatives.ts";
import { LimitError } from "../values/limit-error.ts";
import { EvaluationError, type TfValue } from "../values/value.ts";
import { type InstanceKey, keySuffix } from "./address.ts";

/** One instance of a resource or module call: how many it represents, and what `count` and `each` are in it. */
export interface ExpandedInstance {
  key: InstanceKey;
  instances: Instances;
  names: Readonly<Record<string, TfValue>>;
}

/** The instances that there are in one alternative of `count` or `for_each`. */
export interface MembersAlternative {
  when: Guard;
  members: readonly Member[];
}

export interface Member {
  key: InstanceKey;
  names: Readonly<Record<string, TfValue>>;
}

/** The alternatives of an expansion; where they can't be listed, the value or the error that is the reason. */
export function membersOf(
  value: TfValue | EvaluationError,
  read: (value: TfValue) => Member[] | undefined,
): MembersAlternative[] | TfValue | EvaluationError {
  if (value instanceof EvaluationError) return value;
  const possible = alternativesOf(value)?.filter((each) => !isRejected(each.value));
  if (!possible || possible.length === 0) return value;
  const alternatives: MembersAlternative[] = [];
  for (const { when, value: each } of possible) {
    const members = attemptMembers(each, read);
    if (members instanceof EvaluationError) return members;
    if (!members) return value;
    alternatives.push({ when, members });
  }
  return alternatives;
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

/** Each instance once: it exists in the alternatives that have it; where it differs between them, so do its names. */
export function mergedMembers(
  alternatives: readonly MembersAlternative[],
  undecided: readonly TfValue[],
): ExpandedInstance[] {
  const byKey = new Map<string, { key: InstanceKey; names: Map<MembersAlternative, Member["names"]> }>();
  for (const alternative of alternatives) {
    for (const { key, names } of alternative.members) {
      const id = keySuffix(key);
      const merged = byKey.get(id) ?? { key, names: new Map() };
      merged.names.set(alternative, names);
      byKey.set(id, merged);
    }
  }
  return [...byKey.values()].map(({ key, names }) => ({
    key,
    instances: existsIn(
      alternatives.map((alternative) => ({ when: alternative.when, holds: names.has(alternative) })),
    ),
    names: mergedNames(names, undecided),
  }));
}

function mergedNames(
  present: ReadonlyMap<MembersAlternative, Member["names"]>,
  undecided: readonly TfValue[],
): Member["names"] {
  const [first] = present.values();
  if (!first || present.size === 1) return first ?? {};
  const merged = Object.keys(first).map((name) => {
    const cases = [...present].flatMap(([{ when }, names]) => {
      const value = names[name];
      return value ? [{ when, value }] : [];
    });
    return [name, either(cases, undecided)] as const;
  });
  return Object.fromEntries(merged);
}
