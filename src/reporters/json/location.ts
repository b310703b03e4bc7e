import type { SourceLocation } from "../../source/location.ts";
import { type Interval, isExact } from "../../values/interval.ts";
import type { Value } from "../../values/value.ts";

/** A location as the JSON reports spell it. */
export function locationJson({ file, start, end }: SourceLocation) {
  return { file, startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A value as the JSON reports spell it. */
export function valueJson(value: Value<unknown>): Record<string, unknown> {
  const trace = value.trace?.map((step) => ({ what: step.what, at: locationJson(step.at) }));
  const placed = { at: locationJson(value.at), ...(trace ? { trace } : {}) };
  if (value.state === "known") return { state: "known", value: value.value, ...placed };
  if (value.state === "unset") return { state: "unset", ...placed };
  const alternatives = value.alternatives?.map(({ when, ...way }) => ({
    ...valueJson(way as Value<unknown>),
    ...(when ? { when } : {}),
  }));
  return { state: "unknown", because: value.because, ...placed, ...(alternatives ? { alternatives } : {}) };
}

/** A bound; null where nothing bounds it. */
export function boundJson(amount: number): number | null {
  return Number.isFinite(amount) ? amount : null;
}

/** A number where it is settled, else an interval. */
export function amountJson(interval: Interval) {
  return isExact(interval) ? interval.atLeast : intervalJson(interval);
}

/** An interval; null for an open end. */
export function intervalJson({ atLeast, atMost }: { atLeast: number; atMost: number }) {
  return { atLeast: boundJson(atLeast), atMost: boundJson(atMost) };
}
