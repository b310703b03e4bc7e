import type { SourceLocation } from "../source/location.ts";
import { compatible, type Guard } from "./guard.ts";
import { type Alternative, alternativesOf, becauseOf, known, unset, type Value } from "./value.ts";

/** How many there are. An unknown count is 0..∞, never 1. */
export interface Instances {
  atLeast: number;
  atMost: number;
  /** The outcome of undecided conditions under which it exists at all. */
  when?: Guard;
  /** The outcomes under which it doesn't exist, where all of them are listed. */
  otherwise?: readonly Guard[];
}

/** Something that may not be there. */
interface Existing {
  instances: Pick<Instances, "atLeast" | "when" | "otherwise">;
}

/** How many there are of something that there is so often in each of the things around it. */
export function instancesWithin(outer: Instances, inner: Instances): Instances {
  const product = (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b);
  return {
    atLeast: product(outer.atLeast, inner.atLeast),
    atMost: product(outer.atMost, inner.atMost),
    ...existingWithin(outer, inner),
  };
}

type Existence = Pick<Instances, "when" | "otherwise">;

/** Under which outcomes something exists that is part of something else. */
export function existingWithin(outer: Existence, inner: Existence): Existence {
  if (!outer.when) return existence(inner);
  if (!inner.when) return existence(outer);
  const { when } = outer;
  const otherwise = outer.otherwise &&
    inner.otherwise && [
      ...outer.otherwise,
      ...inner.otherwise.flatMap((guard) => (compatible(when, guard) ? [{ ...when, ...guard }] : [])),
    ];
  return existence({ when: { ...when, ...inner.when }, ...(otherwise ? { otherwise } : {}) });
}

function existence({ when, otherwise }: Existence): Existence {
  if (!when || Object.keys(when).length === 0) return {};
  return { when, ...(otherwise ? { otherwise } : {}) };
}

/** The value of something that may not be there: unset where it isn't. */
export function whereThere<T>(value: Value<T>, { instances }: Existing): Value<T> {
  const { atLeast, when } = instances;
  const alternatives = alternativesOf(value);
  if (atLeast > 0 || !alternatives) return value;
  const there = alternatives.flatMap((each) =>
    compatible(each.when, when) ? [{ ...each, when: { ...each.when, ...when } }] : [],
  );
  const because = becauseOf(value) ?? "it depends on a condition that isn't decided";
  const absent = absences(instances).map((guard): Alternative<T> => ({ ...unset(value.at), ...guard }));
  return { state: "unknown", because, at: value.at, alternatives: [...there, ...absent] };
}

/** Whether something is there: unset where it isn't. What there is an unknown number of counts as there. */
export function presenceOf({ at, instances }: Partial<Existing> & { at: SourceLocation }): Value<true> {
  const there = known<true>(true, at);
  return instances?.when ? whereThere<true>(there, { instances }) : there;
}

/** What something that may not be there isn't under. */
export function absences({
  when,
  otherwise,
}: Existing["instances"]): Pick<Alternative<never>, "when" | "unless">[] {
  if (otherwise) return otherwise.map((guard) => ({ when: guard }));
  return [when ? { unless: when } : {}];
}
