import type { SourceLocation } from "../source/location.ts";
import { becauseOfAny, combineValues } from "./combine.ts";
import { compatible, type Guard } from "./guard.ts";
import {
  type Alternative,
  alternativesOf,
  known,
  type Settled,
  unknown,
  unset,
  type Value,
} from "./value.ts";

/** One of several values, and the outcomes that lead to it. */
export interface Case<T> {
  when: Guard;
  value: Value<T>;
}

/** What turns out as one of several values: known where all come to the same. */
export function either<T>(cases: readonly Case<T>[], because: string, at: SourceLocation): Value<T> {
  const alternatives: Alternative<T>[] = [];
  for (const { when, value } of cases) {
    const each = alternativesOf(value);
    if (!each) return unknown(value.state === "unknown" ? value.because : because, at);
    for (const alternative of each)
      if (compatible(when, alternative.when))
        alternatives.push({ ...alternative, when: { ...when, ...alternative.when } });
  }
  const [first] = alternatives;
  if (first && alternatives.every((each) => isSame(each, first))) return withoutGuard(first);
  return unknown(because, at, { alternatives });
}

/**
 * What is computed of some values, in each way that they can turn out together; unknown where they can't be listed.
 * @param compute sees one settled value for each of the values, in order
 */
export function derive<T, U>(
  values: readonly Value<T>[],
  compute: (settled: readonly Settled<T>[]) => Value<U>,
  at: SourceLocation,
): Value<U> {
  const combinations = combineValues(values);
  const because = becauseOfAny(values);
  if (!combinations) return unknown(because, at);
  return either(
    combinations.map(({ chosen, when }) => ({ when, value: compute(chosen) })),
    because,
    at,
  );
}

/** Whether two alternatives come to the same; where they were decided is not compared. */
export function isSame(a: Settled<unknown>, b: Settled<unknown>): boolean {
  return a.state === "known" ? b.state === "known" && a.value === b.value : b.state === a.state;
}

/** An alternative as the value that it is, whatever it was under. */
export function withoutGuard<T>(alternative: Alternative<T>): Settled<T> {
  return alternative.state === "known"
    ? known(alternative.value, alternative.at, alternative.trace)
    : unset(alternative.at, alternative.trace);
}
