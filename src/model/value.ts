import type { SourceLocation } from "../source/location.ts";

/** A hop of a value from the literal that decided it to where it is used: `var.cap`, `terraform.tfvars`, `module.api`. */
export interface Step {
  at: SourceLocation;
  /** What stands there, in the words of the format: "variable cap", "module call api", "parameter Stage". */
  what: string;
}

/**
 * Under which outcomes of undecided conditions an alternative holds: condition id → outcome.
 * Two alternatives with different outcomes of one condition can't be true together.
 */
export type Guard = Readonly<Record<string, string>>;

interface Placed {
  /** Where the deciding literal stands; for unset, the block that lacks it. */
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
  /** What it may be, when the candidates can be listed (at most eight). */
  alternatives?: Alternative<T>[];
}

export type Settled<T> = Known<T> | Unset;
export type Alternative<T> = Settled<T> & {
  when?: Guard;
  /** Impossible where all of these outcomes hold: what isn't there under a condition is there under its outcome. */
  unless?: Guard;
};
export type Value<T> = Settled<T> | Unknown<T>;

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
  more: { alternatives?: Alternative<T>[] | undefined; trace?: Step[] | undefined } = {},
): Unknown<T> {
  const { alternatives, trace } = more;
  const listed = alternatives && alternatives.length > 0 && alternatives.length <= MAX_ALTERNATIVES;
  return {
    state: "unknown",
    because,
    at,
    ...(listed ? { alternatives } : {}),
    ...(trace?.length ? { trace } : {}),
  };
}

/** The value when known, else undefined. For look-ups only: a law must look at all three states. */
export function valueOf<T>(value: Value<T>): T | undefined {
  return value.state === "known" ? value.value : undefined;
}

/** Applies `change` to a known value and to each known alternative. */
export function mapValue<T, U>(value: Value<T>, change: (known: T) => U): Value<U> {
  if (value.state === "known") return { ...value, value: change(value.value) };
  if (value.state === "unset") return value;
  const { alternatives, ...rest } = value;
  if (!alternatives) return rest;
  return { ...rest, alternatives: alternatives.map((each) => mapSettled(each, change)) };
}

function mapSettled<T, U>(each: Alternative<T>, change: (known: T) => U): Alternative<U> {
  return each.state === "known" ? { ...each, value: change(each.value) } : each;
}

/** The value of something that may not be there: unset where it isn't. */
export function whereThere<T>(
  value: Value<T>,
  { instances: { atLeast, when } }: { instances: { atLeast: number; when?: Guard } },
): Value<T> {
  const ways = possibilities(value);
  if (atLeast > 0 || !ways) return value;
  const there = ways.flatMap((way) =>
    compatible(way.when, when) ? [{ ...way, when: { ...way.when, ...when } }] : [],
  );
  const absent: Alternative<T> = { ...unset(value.at), ...(when ? { unless: when } : {}) };
  const because = value.state === "unknown" ? value.because : "it depends on a condition that isn't decided";
  return { state: "unknown", because, at: value.at, alternatives: [...there, absent] };
}

/** Every way that a value can turn out, or undefined when they can't be listed. */
export function possibilities<T>(value: Value<T>): Alternative<T>[] | undefined {
  return value.state === "unknown" ? value.alternatives : [value];
}

/** What a value adds to a sum at least: one that can't be told at all adds nothing. */
export function atLeastOf(value: Value<number>): Value<number> {
  return possibilities(value) ? value : unset(value.at);
}

/** Whether two guards can hold together. */
export function compatible(a: Guard | undefined, b: Guard | undefined): boolean {
  if (!a || !b) return true;
  return Object.entries(a).every(
    ([condition, outcome]) => b[condition] === undefined || b[condition] === outcome,
  );
}

export type Verdict = "holds" | "broken" | "undetermined";

/**
 * Judges a law over every way that some values can turn out together.
 * All ways keep it: holds; all break it: broken; mixed, or a value with no listed alternatives: undetermined.
 * `law` sees one settled value for each of `values`, in order.
 * @param under outcomes that hold in any case: those under which the thing exists that the law is about
 */
export function judge<const V extends readonly Value<unknown>[]>(
  values: V,
  law: (settled: { [K in keyof V]: V[K] extends Value<infer T> ? Settled<T> : never }) => boolean,
  under: Guard = {},
): Verdict {
  if (values.every(isSettled)) return law(values as never) ? "holds" : "broken";
  const worlds = worldsOf(values, under);
  if (!worlds) return "undetermined";
  const outcomes = new Set(worlds.map((world) => law(world as never)));
  if (outcomes.size !== 1) return "undetermined";
  return outcomes.has(true) ? "holds" : "broken";
}

/** Most values turn out in one way, whatever else does: then there is nothing to combine. */
function isSettled(value: Value<unknown> | Alternative<unknown>): boolean {
  return value.state !== "unknown" && !("when" in value) && !("unless" in value);
}

/** A bound on the combinations that `judge` tries: eight alternatives of three values. */
const MAX_WORLDS = 512;

function worldsOf(values: readonly Value<unknown>[], under: Guard): Settled<unknown>[][] | undefined {
  let worlds: { settled: Alternative<unknown>[]; guard: Guard }[] = [{ settled: [], guard: under }];
  for (const value of values) {
    const ways = possibilities(value);
    if (!ways) return undefined;
    worlds = worlds.flatMap(({ settled, guard }) =>
      ways
        .filter((way) => compatible(guard, way.when))
        .map((way) => ({ settled: [...settled, way], guard: { ...guard, ...way.when } })),
    );
    if (worlds.length > MAX_WORLDS) return undefined;
  }
  const possible = worlds.filter(({ settled, guard }) =>
    settled.every(({ unless }) => !unless || !implies(guard, unless)),
  );
  return possible.length > 0 ? possible.map((world) => world.settled) : undefined;
}

/** Whether all of some outcomes hold where a guard does. */
export function implies(guard: Guard, outcomes: Guard): boolean {
  return Object.entries(outcomes).every(([condition, outcome]) => guard[condition] === outcome);
}
