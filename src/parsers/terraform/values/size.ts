import { LimitError } from "./limit-error.ts";
import type { TfValue } from "./value.ts";
import { MAX_DEPTH, within } from "./within.ts";

/** Values within a value that an operation goes through. */
const MAX_SIZE = 200_000;
/** Values that an operation may go through in all, over every combination of what is undecided in them. */
const MAX_WORK = 4_000_000;
/** Characters that take about as long as a value. */
const CHARACTERS = 16;

/** Throws LimitError where values are too large or too deeply nested to be walked through. */
export function refuseHuge(values: readonly TfValue[]): void {
  if (isHuge(values)) throw new LimitError("its value is too large");
}

/** Whether values are, together, too large or too deeply nested to be walked through. */
export function isHuge(values: readonly TfValue[]): boolean {
  let total = 0;
  for (const value of values) {
    const { size, depth } = within(value);
    total += size;
    if (total > MAX_SIZE || depth > MAX_DEPTH) return true;
  }
  return false;
}

/** Whether it takes too long to go through values so many times. */
export function isTooMuchWork(values: readonly TfValue[], times: number): boolean {
  return workThrough(values) * times > MAX_WORK;
}

/** What it takes to go once through all that is within values. */
export function workThrough(values: readonly TfValue[]): number {
  let work = 0;
  for (const value of values) {
    const { size, characters } = within(value);
    work += size + characters / CHARACTERS;
  }
  return work;
}
