import { append } from "../source/append.ts";
import type { SourceLocation } from "../source/location.ts";
import { combine } from "./combine.ts";
import { ALWAYS, type Guard, type Guards } from "./guard.ts";
import { add, exactly, hull, type Interval, NOTHING, UNBOUNDED } from "./interval.ts";
import { alternativesOf, type Guarded, known, type Value } from "./value.ts";

/** What a number is at least and at most under some outcomes of undecided conditions. */
export interface Amount extends Interval, Guarded {}

/** A number as amounts, one for each alternative; unset is none, and so is what is below 0, which AWS rejects. */
export function amountsOf(value: Value<number>): Amount[] {
  const alternatives = alternativesOf(value);
  if (!alternatives) return [UNBOUNDED];
  return alternatives.map((each) =>
    guarded(each.state === "known" ? exactly(Math.max(0, each.value)) : NOTHING, each),
  );
}

/** Amounts as a value whose alternatives they are, for a law that looks at them. */
export function valueOfAmounts(
  amounts: readonly Amount[],
  because: string,
  at: SourceLocation,
): Value<Interval> {
  const alternatives = amounts.map((amount) => ({
    ...known<Interval>({ atLeast: amount.atLeast, atMost: amount.atMost }, at),
    ...(amount.when ? { when: amount.when } : {}),
    ...(amount.unless ? { unless: amount.unless } : {}),
  }));
  const [only, another] = alternatives;
  if (only && !another) return known(only.value, at);
  return { state: "unknown", because, at, alternatives };
}

/** The least and the most over all alternatives. */
export function rangeOf(amounts: readonly Interval[]): Interval {
  let range = amounts[0] ?? NOTHING;
  for (let index = 1; index < amounts.length; index++) range = hull(range, amounts[index] as Interval);
  return { atLeast: range.atLeast, atMost: range.atMost };
}

/**
 * What is computed of some amounts in every combination; where those are too many, what the ranges of the amounts come to.
 * @param compute sees one amount for each of `choices`, in order
 */
export function combineAmounts(
  choices: readonly (readonly Amount[])[],
  compute: (chosen: readonly Interval[]) => Interval,
  under: Guards = ALWAYS,
): Amount[] {
  // Most amounts are settled: then there is nothing to combine.
  if (under === ALWAYS && choices.every(isOne)) return [guarded(compute(choices.flat()), {})];
  const combinations = combine(choices, under);
  if (!combinations) {
    const range = compute(choices.map(rangeOf));
    return under.map((when) => guarded(range, { when }));
  }
  return combinations.map(({ chosen, when }) => guarded(compute(chosen), { ...unlessOf(chosen), when }));
}

function isOne(amounts: readonly Amount[]): boolean {
  const only = amounts[0];
  return amounts.length === 1 && only !== undefined && !only.when && !only.unless;
}

/**
 * The sum of many amounts, exact where they depend on the same conditions. Amounts that share none are summed apart,
 * so that independent conditions don't multiply.
 */
export function sumOfAmounts(terms: Iterable<readonly Amount[]>): Interval {
  let total = NOTHING;
  const conditional: (readonly Amount[])[] = [];
  for (const term of terms) {
    if (isOne(term)) total = add(total, term[0] as Amount);
    else if (term.some(({ when, unless }) => when || unless)) conditional.push(term);
    else total = add(total, rangeOf(term));
  }
  for (const group of connected(conditional)) total = add(total, sumOfGroup(group));
  return total;
}

function sumOfGroup(terms: readonly (readonly Amount[])[]): Interval {
  let before = NOTHING;
  let sums: Amount[] = [NOTHING];
  for (const term of terms) {
    const combined = combine([sums, term]);
    if (combined) {
      sums = merged(
        combined.map(({ chosen, when }) =>
          guarded(chosen.reduce<Interval>(add, NOTHING), { ...unlessOf(chosen), when }),
        ),
      );
    } else {
      // Too many to list: what was summed so far is held by its range alone.
      before = add(before, rangeOf(sums));
      sums = [...term];
    }
  }
  return add(before, rangeOf(sums));
}

/** Amounts under the same outcomes as one. */
function merged(amounts: readonly Amount[]): Amount[] {
  const byGuard = new Map<string, Amount>();
  for (const amount of amounts) {
    const key = JSON.stringify([sorted(amount.when), amount.unless?.map(sorted)]);
    const same = byGuard.get(key);
    byGuard.set(key, same ? guarded(hull(same, amount), amount) : amount);
  }
  return [...byGuard.values()];
}

function sorted(guard: Guard | undefined): [string, string][] {
  return Object.entries(guard ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Terms in groups, so that no condition is in two of them. */
function connected(terms: readonly (readonly Amount[])[]): (readonly Amount[])[][] {
  const groupOf = new Map<string, { terms: (readonly Amount[])[]; conditions: string[] }>();
  for (const term of terms) {
    const own = term.flatMap(({ when, unless }) => [
      ...Object.keys(when ?? {}),
      ...(unless ?? []).flatMap((guard) => Object.keys(guard)),
    ]);
    const conditions = new Set(own);
    const touched = new Set([...conditions].flatMap((condition) => groupOf.get(condition) ?? []));
    const [largest, ...others] = [...touched].sort((a, b) => b.terms.length - a.terms.length);
    const group = largest ?? { terms: [], conditions: [] };
    for (const other of others) {
      append(group.terms, other.terms);
      for (const condition of other.conditions) conditions.add(condition);
    }
    group.terms.push(term);
    for (const condition of conditions) {
      if (groupOf.get(condition) !== group) group.conditions.push(condition);
      groupOf.set(condition, group);
    }
  }
  return [...new Set(groupOf.values())].map((group) => group.terms);
}

/** Amounts together are impossible where one of them is. */
function unlessOf(chosen: readonly Guarded[]): Guarded {
  const unless = chosen.flatMap((each) => each.unless ?? []);
  return unless.length > 0 ? { unless } : {};
}

/** A number under some outcomes; under none that are named, always. */
export function guarded({ atLeast, atMost }: Interval, { when, unless }: Guarded): Amount {
  if (!when && !unless) return { atLeast, atMost };
  return {
    atLeast,
    atMost,
    ...(when && Object.keys(when).length > 0 ? { when } : {}),
    ...(unless ? { unless } : {}),
  };
}
