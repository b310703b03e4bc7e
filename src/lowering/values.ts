import { known, type Settled, unset, type Value } from "../model/value.ts";

/** The provider's default where nothing is set, at the block that doesn't set it. */
export function orDefault<T>(value: Value<T>, fallback: T): Value<T> {
  return settle(value, (each) => (each.state === "unset" ? known(fallback, each.at, each.trace) : each));
}

/** Turns a spelling of "nothing" (-1) into nothing. */
export function unsetWhen<T>(value: Value<T>, isNothing: (known: T) => boolean): Value<T> {
  return settle(value, (each) =>
    each.state === "known" && isNothing(each.value) ? unset(each.at, each.trace) : each,
  );
}

/** Changes each way that a value can turn out. */
function settle<T>(value: Value<T>, change: (each: Settled<T>) => Settled<T>): Value<T> {
  if (value.state !== "unknown") return change(value);
  if (!value.alternatives) return value;
  const alternatives = value.alternatives.map((each) => ({
    ...change(each),
    ...(each.when ? { when: each.when } : {}),
  }));
  return { ...value, alternatives };
}
