import type { Value } from "../../model/value.ts";
import type { SourceLocation } from "../../source/location.ts";

/** A location as the JSON reports spell it. */
export function locationJson({ file, start, end }: SourceLocation) {
  return { file, startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A value as the JSON reports spell it. */
export function valueJson(value: Value<unknown>): Record<string, unknown> {
  const at = locationJson(value.at);
  if (value.state === "known") return { state: "known", value: value.value, at };
  if (value.state === "unset") return { state: "unset", at };
  const alternatives = value.alternatives?.map(valueJson);
  return { state: "unknown", because: value.because, at, ...(alternatives ? { alternatives } : {}) };
}

/** A bound; null where nothing bounds it. */
export function boundJson(amount: number): number | null {
  return Number.isFinite(amount) ? amount : null;
}

/** An interval; null for an open end. */
export function intervalJson({ atLeast, atMost }: { atLeast: number; atMost: number }) {
  return { atLeast: boundJson(atLeast), atMost: boundJson(atMost) };
}
