import { ALWAYS, compatible, type Guard, type Guards, impliesAny } from "./guard.ts";
import { type Alternative, alternativesOf, type Guarded, type Value } from "./value.ts";

/** How many combinations of alternatives are tried together, here and everywhere: three values of eight alternatives each. */
export const MAX_COMBINATIONS = 512;

/** Alternatives that can come about together, one of each value, and what they are under. */
export interface Combination<A> {
  chosen: A[];
  when: Guard;
}

/**
 * Every way in which some values can turn out together, given the alternatives of each. Alternatives that exclude each
 * other are never combined, so values that depend on one condition don't multiply.
 * This is the one cartesian product of the program.
 * @param under guards of which one holds in any case
 * @returns undefined where there are more than MAX_COMBINATIONS
 */
export function combine<A extends Guarded>(
  choices: readonly (readonly A[])[],
  under: Guards = ALWAYS,
): Combination<A>[] | undefined {
  let combinations: Combination<A>[] = under.map((when) => ({ chosen: [], when }));
  let conditional = false;
  for (const alternatives of choices) {
    const [only] = alternatives;
    if (only && alternatives.length === 1 && !only.when && !only.unless) {
      for (const { chosen } of combinations) chosen.push(only);
      continue;
    }
    const longer: Combination<A>[] = [];
    for (const { chosen, when } of combinations) {
      for (const alternative of alternatives) {
        if (!compatible(when, alternative.when)) continue;
        conditional ||= alternative.unless !== undefined;
        longer.push({
          chosen: [...chosen, alternative],
          when: alternative.when ? { ...when, ...alternative.when } : when,
        });
        if (longer.length > MAX_COMBINATIONS) return undefined;
      }
    }
    combinations = longer;
  }
  if (!conditional) return combinations;
  return combinations.filter(({ chosen, when }) =>
    chosen.every(({ unless }) => !unless || !impliesAny(when, unless)),
  );
}

/** Every combination of the alternatives of some values; undefined where those of one can't be listed, or there are too many. */
export function combineValues<T>(
  values: readonly Value<T>[],
  under: Guards = ALWAYS,
): Combination<Alternative<T>>[] | undefined {
  const choices: Alternative<T>[][] = [];
  for (const value of values) {
    const alternatives = alternativesOf(value);
    if (!alternatives) return undefined;
    choices.push(alternatives);
  }
  return combine(choices, under);
}

/** Why some values can't be combined, or are undecided together: the reason of the first that is unlisted, else unknown. */
export function becauseOfAny(values: readonly Value<unknown>[]): string {
  const open =
    values.find((value) => !alternativesOf(value)) ?? values.find(({ state }) => state === "unknown");
  return open?.state === "unknown" ? open.because : TOO_MANY;
}

/** The reason where the values are settled one by one, and their combinations are too many. */
export const TOO_MANY = "it has too many alternatives";
