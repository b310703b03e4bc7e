import type { Instances } from "./model.ts";

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
