import { compatible, type Guard } from "./guard.ts";
import { type Alternative, alternativesOf, becauseOf, unset, type Value } from "./value.ts";

/** How many there are. An unknown count is 0..∞, never 1. */
export interface Instances {
  atLeast: number;
  atMost: number;
  /** The outcome of undecided conditions under which it exists at all. */
  when?: Guard;
}

/** How many there are of something that there is so often in each of the things around it. */
export function instancesWithin(outer: Instances, inner: Instances): Instances {
  const product = (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b);
  const when = { ...outer.when, ...inner.when };
  return {
    atLeast: product(outer.atLeast, inner.atLeast),
    atMost: product(outer.atMost, inner.atMost),
    ...(Object.keys(when).length > 0 ? { when } : {}),
  };
}

/** The value of something that may not be there: unset where it isn't. */
export function whereThere<T>(
  value: Value<T>,
  { instances: { atLeast, when } }: { instances: Pick<Instances, "atLeast" | "when"> },
): Value<T> {
  const alternatives = alternativesOf(value);
  if (atLeast > 0 || !alternatives) return value;
  const there = alternatives.flatMap((each) =>
    compatible(each.when, when) ? [{ ...each, when: { ...each.when, ...when } }] : [],
  );
  const absent: Alternative<T> = { ...unset(value.at), ...(when ? { unless: when } : {}) };
  const because = becauseOf(value) ?? "it depends on a condition that isn't decided";
  return { state: "unknown", because, at: value.at, alternatives: [...there, absent] };
}
