import fc from "fast-check";
import { compatible, type Guard } from "../../src/values/guard.ts";
import { alternativesOf, type Settled, unknown, type Value } from "../../src/values/value.ts";
import { HERE, is, none } from "../model/support.ts";

export const PROD = { stage: "prod" };
export const DEV = { stage: "dev" };

const CONDITIONS: Readonly<Record<string, readonly string[]>> = {
  stage: ["prod", "dev"],
  big: ["true", "false"],
};

/** Every outcome of every condition. */
export const outcomes: Guard[] = (CONDITIONS["stage"] ?? []).flatMap((stage) =>
  (CONDITIONS["big"] ?? []).map((big) => ({ stage, big })),
);

export const settled: fc.Arbitrary<Settled<number>> = fc
  .option(fc.nat(20), { nil: undefined })
  .map((value) => (value === undefined ? none() : is(value)));

/** A value that conditions decide completely: one alternative for each outcome of one condition. */
export const decided: fc.Arbitrary<Value<number>> = fc
  .tuple(fc.constantFrom("stage", "big"), fc.tuple(settled, settled))
  .map(([condition, ways]) => {
    const alternatives = (CONDITIONS[condition] ?? []).map((outcome, index) => ({
      ...(ways[index] as Settled<number>),
      when: { [condition]: outcome },
    }));
    return unknown<number>("a condition is open", HERE, { alternatives });
  });

export const value = fc.oneof<fc.Arbitrary<Value<number>>[]>(settled, decided);

/** What a value is under one outcome of every condition. */
export function under(each: Value<number>, outcome: Guard): Settled<number> {
  const found = alternativesOf(each)?.find(({ when }) => compatible(when, outcome));
  if (!found) throw new Error("every value has an alternative under every outcome");
  return found;
}

export const amount = (each: Settled<number>) => (each.state === "known" ? each.value : 0);
