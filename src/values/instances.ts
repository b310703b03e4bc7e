import { combine } from "./combine.ts";
import { ALWAYS, type Guard, type Guards } from "./guard.ts";
import { type Alternative, alternativesOf, becauseOf, unset, type Value } from "./value.ts";

/** How many there are. An unknown count is 0..∞, never 1. */
export interface Instances {
  atLeast: number;
  atMost: number;
  /** Under which outcomes of undecided conditions it exists at all; absent where none is known. */
  when?: Guards;
}

export const ONCE: Instances = { atLeast: 1, atMost: 1 };

export const NEVER: Instances = { atLeast: 0, atMost: 0 };

/** Something that exists in some alternatives of a condition only. @param alternatives all of them, each with whether it exists there */
export function existsIn(alternatives: readonly { when: Guard; holds: boolean }[]): Instances {
  const holding = alternatives.filter(({ holds }) => holds);
  if (holding.length === alternatives.length) return ONCE;
  if (holding.length === 0) return NEVER;
  return { atLeast: 0, atMost: 1, when: holding.map(({ when }) => when) };
}

/** How many there are of something that there is so often in each of the things around it. */
export function instancesWithin(outer: Instances, inner: Instances): Instances {
  const product = (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b);
  const when = both(outer.when, inner.when);
  if (when?.length === 0) return NEVER;
  return {
    atLeast: product(outer.atLeast, inner.atLeast),
    atMost: product(outer.atMost, inner.atMost),
    ...(when ? { when } : {}),
  };
}

/** Fewer of something: only where a part of it exists too. */
export function onlyWhere(instances: Instances, when: Guards | undefined): Instances {
  const where = both(instances.when, when);
  return where?.length === 0
    ? NEVER
    : { atLeast: 0, atMost: instances.atMost, ...(where ? { when: where } : {}) };
}

/** Where both of two things exist; undefined where that isn't known, or has too many alternatives. */
function both(a: Guards | undefined, b: Guards | undefined): Guards | undefined {
  if (!a || !b) return a ?? b;
  return combine([b.map((when) => ({ when }))], a)?.map(({ when }) => when);
}

/** The value of something that may not be there: unset where it isn't. */
export function whereThere<T>(
  value: Value<T>,
  { instances: { atLeast, when } }: { instances: Pick<Instances, "atLeast" | "when"> },
): Value<T> {
  const alternatives = alternativesOf(value);
  if (atLeast > 0 || !alternatives) return value;
  const there = (combine([alternatives], when ?? ALWAYS) ?? []).flatMap(({ chosen, when: guard }) =>
    chosen.map((each): Alternative<T> => ({ ...each, when: guard })),
  );
  const absent: Alternative<T> = { ...unset(value.at), ...(when ? { unless: when } : {}) };
  const because = becauseOf(value) ?? "it depends on a condition that isn't decided";
  return { state: "unknown", because, at: value.at, alternatives: [...there, absent] };
}
