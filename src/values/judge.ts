import { becauseOfAny, combine, combineValues } from "./combine.ts";
import { ALWAYS, type Guards } from "./guard.ts";
import { type Alternative, alternativesOf, isSettled, type SettledEach, unset, type Value } from "./value.ts";

export type Verdict = "holds" | "broken" | "undetermined";

/** What a law comes to over everything that some values can turn out to be. */
export interface Judgement<V extends readonly Value<unknown>[] = readonly Value<unknown>[]> {
  verdict: Verdict;
  /** The combinations that break the law, one settled value for each of the values, in order. Numbers in messages come from these. */
  broken: SettledEach<V>[];
  /** Why it is undetermined: the reason of the first value that isn't known. Empty otherwise. */
  because: string;
  /** What is written for a value that can't be one at all, so that AWS rejects it whatever the law says of it. */
  rejected?: string;
}

const HOLDS: Judgement<never> = { verdict: "holds", broken: [], because: "" };

/**
 * Judges a law over every way that some values can turn out together.
 * All keep it: holds; all break it: broken; mixed, or a value whose alternatives can't be listed: undetermined.
 * `law` sees one settled value for each of `values`, in order; it only answers, and collects nothing.
 * @param under guards of which one holds in any case: those under which the thing exists that the law is about
 */
export function judge<const V extends readonly Value<unknown>[]>(
  values: V,
  law: (settled: SettledEach<V>) => boolean,
  under: Guards = ALWAYS,
): Judgement<V> {
  // Most values are settled, whatever else is: then there is nothing to combine.
  if (values.every(isSettled)) {
    const settled = values as unknown as SettledEach<V>;
    return law(settled) ? HOLDS : { verdict: "broken", broken: [settled], because: "" };
  }
  const combinations = combineValues(values, under);
  if (!combinations || combinations.length === 0) {
    const rejected = rejectedIn(values);
    const because = becauseOfAny(values);
    return { verdict: "undetermined", broken: [], because, ...(rejected === undefined ? {} : { rejected }) };
  }
  const all = combinations.map(({ chosen }) => chosen as unknown as SettledEach<V>);
  const broken = all.filter((settled) => !law(settled));
  if (broken.length === 0) return { verdict: "holds", broken, because: "" };
  if (broken.length === all.length) return { verdict: "broken", broken, because: "" };
  return { verdict: "undetermined", broken, because: becauseOfAny(values) };
}

/** What is written for the first of some values that can't be one; undefined where there is none. */
export function rejectedIn(values: readonly Value<unknown>[]): string | undefined {
  const wrong = values.find((value) => value.state === "unknown" && value.rejected !== undefined);
  return wrong?.state === "unknown" ? wrong.rejected : undefined;
}

/** What of a value is certain, as a part of a sum: of one that is not known at all, nothing. It is reported elsewhere. */
export function atLeastOf<T>(value: Value<T>): Value<T> {
  return alternativesOf(value) ? value : unset(value.at);
}

/** The alternatives of a value that are possible where some outcomes hold, each with these; undefined where they can't be listed. */
export function alternativesUnder<T>(value: Value<T>, under: Guards = ALWAYS): Alternative<T>[] | undefined {
  const alternatives = alternativesOf(value);
  if (under === ALWAYS && isSettled(value)) return alternatives;
  return (
    alternatives &&
    combine([alternatives], under)?.flatMap(({ chosen, when }) =>
      chosen.map((each) => (Object.keys(when).length > 0 ? { ...each, when } : each)),
    )
  );
}
