import { alternativesOf, known, mapAlternatives, unknown, unset, type Value } from "../values/value.ts";

/** The provider's default where nothing is set, at the block that doesn't set it. */
export function orDefault<T>(value: Value<T>, fallback: T): Value<T> {
  return mapAlternatives(value, (each) =>
    each.state === "unset" ? known(fallback, each.at, each.trace) : each,
  );
}

/** Turns a spelling of "nothing" (-1) into nothing. */
export function unsetWhen<T>(value: Value<T>, isNothing: (known: T) => boolean): Value<T> {
  return mapAlternatives(value, (each) =>
    each.state === "known" && isNothing(each.value) ? unset(each.at, each.trace) : each,
  );
}

/** A number that AWS takes only as a whole one; another is unknown, since nothing is deployed with it. */
export function whole(value: Value<number>): Value<number> {
  const broken = (alternativesOf(value) ?? []).find(
    (each) => each.state === "known" && !Number.isInteger(each.value),
  );
  return broken?.state === "known"
    ? unknown(`${broken.value} is given, and AWS takes whole numbers`, broken.at, { trace: broken.trace })
    : value;
}
