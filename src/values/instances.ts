import type { SourceLocation } from "../source/location.ts";
import { combine } from "./combine.ts";
import { ALWAYS, type Guard, type Guards } from "./guard.ts";
import type { Interval } from "./interval.ts";
import {
  type Alternative,
  alternativesOf,
  becauseOf,
  type Guarded,
  known,
  unset,
  type Value,
} from "./value.ts";

/** Under which outcomes of undecided conditions something exists; empty where that isn't known. */
export interface Existence {
  /** Without one of these it doesn't exist. */
  when?: Guards;
  /** The outcomes under which it doesn't exist, where all of them are listed. */
  otherwise?: Guards;
}

/** How many there are. An unknown count is 0..∞, never 1. */
export interface Instances extends Existence {
  atLeast: number;
  atMost: number;
  /** Whether there may be none where `when` holds too: what else it depends on isn't known. */
  isOpen?: true;
}

/** Something that may not be there. */
interface Existing {
  instances: Omit<Instances, "atMost">;
}

export const ONCE: Instances = { atLeast: 1, atMost: 1 };
export const NEVER: Instances = { atLeast: 0, atMost: 0 };

/** Something that exists in some alternatives of a condition only. @param alternatives all of them, each with whether it exists there */
export function existsIn(alternatives: readonly { when: Guard; holds: boolean }[]): Instances {
  const guards = (holding: boolean) =>
    alternatives.filter(({ holds }) => holds === holding).map(({ when }) => when);
  const [when, otherwise] = [guards(true), guards(false)];
  if (otherwise.length === 0) return ONCE;
  return when.length === 0 ? NEVER : { atLeast: 0, atMost: 1, ...existenceOf(when, otherwise) };
}

/** How many there are where the conditions of something hold, as far as these are known. */
export function countWhereThere({ atLeast, atMost, when, isOpen }: Instances): Interval {
  return { atLeast: when && !isOpen && atMost > 0 ? Math.max(1, atLeast) : atLeast, atMost };
}

/** How many there are of something that there is so often in each of the things around it. */
export function instancesWithin(outer: Instances, inner: Instances): Instances {
  if (outer === ONCE) return inner;
  const product = (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b);
  const counted = {
    atLeast: product(outer.atLeast, inner.atLeast),
    atMost: product(outer.atMost, inner.atMost),
  };
  return existing(counted, existingWithin(outer, inner), isUncertain(outer) || isUncertain(inner));
}

/** Fewer of something: only where a part of it exists too. */
export function onlyWhere(instances: Instances, part: Existence): Instances {
  const counted = { atLeast: 0, atMost: instances.atMost };
  return existing(counted, existingWithin(instances, part), isUncertain(instances) || !part.when);
}

function existing(counted: Interval, existence: Existence, isOpen: boolean): Instances {
  const { when } = existence;
  if (when?.length === 0 || counted.atMost === 0) return NEVER;
  return { ...counted, ...existence, ...(when && isOpen ? { isOpen: true } : {}) };
}

/** Whether there may be none of something for a reason that no condition says. */
function isUncertain({ atLeast, when, isOpen }: Instances): boolean {
  return isOpen === true || (atLeast === 0 && !when);
}

/** Under which outcomes something exists that is a part of something else: where both do. */
export function existingWithin(outer: Existence, inner: Existence): Existence {
  if (!outer.when) return existenceOf(inner.when, inner.otherwise);
  if (!inner.when) return existenceOf(outer.when, outer.otherwise);
  const when = together(outer.when, inner.when);
  const without = outer.otherwise && inner.otherwise && together(outer.when, inner.otherwise);
  return existenceOf(when, without && [...(outer.otherwise ?? []), ...without]);
}

/** Where one of some guards and one of others hold; undefined where these are too many. */
function together(a: Guards, b: Guards): Guards | undefined {
  return combine([b.map((when) => ({ when }))], a)?.map(({ when }) => when);
}

function existenceOf(when: Guards | undefined, otherwise: Guards | undefined): Existence {
  // Under no condition at all says nothing of when it exists.
  if (!when || when.some((guard) => Object.keys(guard).length === 0)) return {};
  return { when, ...(otherwise ? { otherwise } : {}) };
}

/** The value of something that may not be there: unset where it isn't. */
export function whereThere<T>(value: Value<T>, { instances }: Existing): Value<T> {
  const { atLeast, when = ALWAYS } = instances;
  const alternatives = alternativesOf(value);
  if (atLeast > 0 || !alternatives) return value;
  const there = (combine([alternatives], when) ?? []).flatMap(({ chosen, when: guard }) =>
    chosen.map((each): Alternative<T> => ({ ...each, when: guard })),
  );
  const because = becauseOf(value) ?? "it depends on a condition that isn't decided";
  const absent = absences(instances).map((guard): Alternative<T> => ({ ...unset(value.at), ...guard }));
  return { state: "unknown", because, at: value.at, alternatives: [...there, ...absent] };
}

/** Whether something is there: unset where it isn't. What there is an unknown number of counts as there. */
export function presenceOf({ at, instances }: Partial<Existing> & { at: SourceLocation }): Value<true> {
  const there = known<true>(true, at);
  if (!instances?.when) return there;
  const { isOpen: _, ...decided } = instances;
  return whereThere<true>(there, { instances: decided });
}

/** What something that may not be there isn't under. */
export function absences({ when, otherwise, isOpen }: Omit<Instances, "atLeast" | "atMost">): Guarded[] {
  if (isOpen) return [{}];
  if (otherwise) return otherwise.map((guard) => ({ when: guard }));
  return [when ? { unless: when } : {}];
}
