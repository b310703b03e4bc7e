import type { SourceLocation } from "../source/location.ts";
import type { Guard, Guards } from "./guard.ts";

/** A hop of a value from the literal that decided it to where it is used: `var.cap`, `terraform.tfvars`, `module.api`. */
export interface Step {
  at: SourceLocation;
  /** What is there, in the words of the format: "variable cap", "module call api", "parameter Stage". */
  what: string;
}

interface Placed {
  /** Where the deciding literal is written; for unset, the block that lacks it. */
  at: SourceLocation;
  /** From the literal to the use, nearest to the literal first. */
  trace?: Step[];
}

export interface Known<T> extends Placed {
  state: "known";
  value: T;
}

/** Nothing is set: -1, null, `AWS::NoValue` or absence. For a reservation: the unreserved pool. */
export interface Unset extends Placed {
  state: "unset";
}

export interface Unknown<T> extends Placed {
  state: "unknown";
  /** A reason that a user can act on, without a final full stop: it names the missing input and where to give it. */
  because: string;
  /** What it may be, when the alternatives can be listed (at most MAX_ALTERNATIVES). */
  alternatives?: Alternative<T>[];
  /** What is written, where it can't be such a value (`"ten"` for a number): AWS rejects it, and nothing of that is unknown. */
  rejected?: string;
}

export type Settled<T> = Known<T> | Unset;

/** One settled value for each of some values. */
export type SettledEach<V extends readonly Value<unknown>[]> = {
  [K in keyof V]: V[K] extends Value<infer T> ? Settled<T> : never;
};

/** Something that comes about only under some outcomes of undecided conditions. */
export interface Guarded {
  when?: Guard;
  /** Impossible where one of these guards holds: what isn't there under a condition is there under its outcome. */
  unless?: Guards;
}

/** One way that a value can turn out. */
export type Alternative<T> = Settled<T> & Guarded;
export type Value<T> = Settled<T> | Unknown<T>;

/** How many alternatives a value lists; with more, it is unknown without any. */
export const MAX_ALTERNATIVES = 8;

export function known<T>(value: T, at: SourceLocation, trace?: Step[]): Known<T> {
  return trace?.length ? { state: "known", value, at, trace } : { state: "known", value, at };
}

export function unset(at: SourceLocation, trace?: Step[]): Unset {
  return trace?.length ? { state: "unset", at, trace } : { state: "unset", at };
}

export function unknown<T>(
  because: string,
  at: SourceLocation,
  more: {
    alternatives?: Alternative<T>[] | undefined;
    trace?: Step[] | undefined;
    rejected?: string | undefined;
  } = {},
): Unknown<T> {
  const { alternatives, trace, rejected } = more;
  const listed = alternatives && alternatives.length > 0 && alternatives.length <= MAX_ALTERNATIVES;
  return {
    state: "unknown",
    because,
    at,
    ...(listed ? { alternatives } : {}),
    ...(rejected === undefined ? {} : { rejected }),
    ...(trace?.length ? { trace } : {}),
  };
}

/** The value when known, else undefined. For look-ups only: a law must look at all three states. */
export function knownValue<T>(value: Value<T>): T | undefined {
  return value.state === "known" ? value.value : undefined;
}

/** Why a value is unknown; undefined when it is settled. */
export function becauseOf(value: Value<unknown>): string | undefined {
  return value.state === "unknown" ? value.because : undefined;
}

/** Every alternative of a value, one when it is settled; undefined when they can't be listed. */
export function alternativesOf<T>(value: Value<T>): Alternative<T>[] | undefined {
  return value.state === "unknown" ? value.alternatives : [value];
}

/** What some settled numbers come to together; what is not set adds nothing. */
export function totalOf(settled: readonly Settled<number>[]): number {
  return settled.reduce((total, each) => total + (each.state === "known" ? each.value : 0), 0);
}

/** A settled number; what is not set is nothing. */
export function numberOf(settled: Settled<number> | undefined): number {
  return settled?.state === "known" ? settled.value : 0;
}

/** Whether a value is one thing in any case. Most are: then there is nothing to combine. */
export function isSettled(value: Value<unknown>): boolean {
  return value.state !== "unknown" && !("when" in value) && !("unless" in value);
}

/** Changes each alternative of a value, or the one that it is; what can't be listed stays as it is. */
export function mapAlternatives<T, U>(
  value: Value<T>,
  change: (settled: Settled<T>) => Settled<U>,
): Value<U> {
  if (value.state !== "unknown") return change(value);
  const { alternatives, ...rest } = value;
  if (!alternatives) return rest;
  return {
    ...rest,
    alternatives: alternatives.map((each) => {
      const { when, unless } = each;
      return { ...change(each), ...(when ? { when } : {}), ...(unless ? { unless } : {}) };
    }),
  };
}

/** Applies `change` to a known value and to each known alternative. */
export function mapValue<T, U>(value: Value<T>, change: (known: T) => U): Value<U> {
  return mapAlternatives(value, (each) =>
    each.state === "known"
      ? {
          state: "known",
          value: change(each.value),
          at: each.at,
          ...(each.trace ? { trace: each.trace } : {}),
        }
      : { state: "unset", at: each.at, ...(each.trace ? { trace: each.trace } : {}) },
  );
}
